"""Safe Harbor views over gold and marts: what analysts may have without identifiers. One table, one file."""
