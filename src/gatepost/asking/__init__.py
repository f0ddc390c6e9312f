"""Floor 7: the policy as people meet it: Ask, the policy as a page, two policies side by side."""
