"""The pages of the register, of applications and of credentials."""
