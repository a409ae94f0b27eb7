"""A case as it was: rebuilt from its events alone, at any moment, and two moments side by side."""
