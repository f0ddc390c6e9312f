"""Floor 8: posts, from the first word until they are sent, and taken down again."""
