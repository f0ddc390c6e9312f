"""WordPress: the school's blog, by its REST API."""

from .blog import WordPress

__all__ = ["WordPress"]
