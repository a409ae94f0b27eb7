"""What an administrator corrects about a school; everything else comes from a register of DUO."""
