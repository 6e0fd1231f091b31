"""Measurements of this project beside those of a peer, taken in the same run."""
