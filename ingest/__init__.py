"""Files in: readers for each format, and the steps that make citable passages of their lines."""
