"""What people fill in about posts."""
