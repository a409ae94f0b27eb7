"""The page people begin at: what waits for them, by role."""
