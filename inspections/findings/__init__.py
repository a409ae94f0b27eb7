"""What an inspector finds in a case, what the board answers, and how it ends."""
