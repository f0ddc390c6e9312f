"""Where e-mail goes in the demonstration: nowhere but into the outbox, for all to see."""
