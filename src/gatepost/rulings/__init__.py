"""Floor 6: decisions taken by a school's policy, and the ledger of duties that follow."""
