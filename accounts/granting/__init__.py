"""Four eyes: a role or a mandate that an administrator proposes, and a second person confirms or refuses."""
