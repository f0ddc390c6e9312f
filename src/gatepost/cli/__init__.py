"""The `gatepost` command."""
