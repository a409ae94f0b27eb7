"""Ask who can lift what blocks an action: from the verdict that refuses it."""
