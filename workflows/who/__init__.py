"""Who one works with: boards and people."""
