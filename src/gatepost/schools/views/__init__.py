"""The pages of this floor, a file for each noun."""
