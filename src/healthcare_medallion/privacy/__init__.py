"""Keys, sealing and masking. Knows no table and no engine."""
