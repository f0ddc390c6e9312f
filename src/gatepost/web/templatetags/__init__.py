"""Tags and filters of our own, for templates."""
