"""Floor 7: the register of a school's accounts, from application to hand-over."""
