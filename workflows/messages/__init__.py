"""What people say to each other in a case: to every board, or among their own."""
