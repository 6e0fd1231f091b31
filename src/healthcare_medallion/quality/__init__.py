"""Checks that can fail and scores that can be trusted. Pure expressions over the stored tables."""
