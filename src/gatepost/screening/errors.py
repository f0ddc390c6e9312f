"""What can be wrong with what a person hands in. Each message says what, where, and what to do."""


class RollError(ValueError):
    """The roll cannot be used; the message names file, row and column."""


class PictureError(ValueError):
    """The picture cannot be screened; the message says why."""
