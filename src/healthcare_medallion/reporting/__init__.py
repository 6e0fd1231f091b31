"""The report of a run: numbers gathered from a warehouse, drawn as SVG, written as one HTML file."""
