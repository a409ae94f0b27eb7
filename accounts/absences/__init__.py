"""Who is away, and who acts instead: recorded by the person, refusable by the substitute."""
