"""What can be done to accounts and applications: one verb a function, the only writers."""
