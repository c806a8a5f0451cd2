"""The exchanges of “Ma ville” with a browser."""
