"""Floor 10: the Django project: settings, addresses, start-up checks."""
