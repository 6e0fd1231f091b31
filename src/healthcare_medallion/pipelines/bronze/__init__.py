"""Landed records, typed and appended; never changed afterwards."""
