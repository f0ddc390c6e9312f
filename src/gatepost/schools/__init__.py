"""Floor 5: trusts, schools, the people in them, the posts they hold, and the permissions given for their pictures and names."""
