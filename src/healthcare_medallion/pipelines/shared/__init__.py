"""Types, rules and arithmetic that all layers share."""
