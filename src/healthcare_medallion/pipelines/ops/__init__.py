"""Where rows that are not in silver or bronze are kept, each with its reason."""
