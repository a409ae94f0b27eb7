"""A country full of cases, the same every time: who is there, their cases, their work, and what was told of it."""
