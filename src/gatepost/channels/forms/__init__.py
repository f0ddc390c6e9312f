"""What people type about accounts and applications."""
