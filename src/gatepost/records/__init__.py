"""Floor 5: the record that cannot be rewritten unseen, and the evidence kept beside it."""
