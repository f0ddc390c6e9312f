"""Floor 10: what every page shares: the look, the components, the navigation, the home page."""
