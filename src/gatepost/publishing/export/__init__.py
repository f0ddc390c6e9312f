"""Posts in a file, for whoever may ask for them: what may be told, how, and a package that proves itself."""
