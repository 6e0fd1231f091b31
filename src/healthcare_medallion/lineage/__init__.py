"""Where a column comes from: read from the definitions themselves, before and without any run."""
