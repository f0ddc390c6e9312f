"""Floor 3: school days and deadlines. Knows no Django."""
