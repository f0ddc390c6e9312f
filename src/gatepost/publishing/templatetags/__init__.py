"""What the templates of posts ask for beside their context."""
