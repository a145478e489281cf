"""What is kept: rows, files, results."""
