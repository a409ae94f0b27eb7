"""What is kept about a person: for that person to read, and to erase when somebody left (AVG, art. 15, 17 and 20)."""
