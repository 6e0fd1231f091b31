"""``python -m healthcare_medallion`` is the `medallion` command."""

from healthcare_medallion.cli import main

main()
