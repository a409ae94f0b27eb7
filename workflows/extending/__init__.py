"""More time for a task, with a reason that everybody of the case reads."""
