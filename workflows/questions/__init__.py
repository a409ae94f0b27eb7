"""A question to an adviser of the region: a task with a term, perhaps about a case; and what the help learns of it."""
