"""The page of who is away: record an absence, see which tasks go to whom, refuse to stand in, come back."""
