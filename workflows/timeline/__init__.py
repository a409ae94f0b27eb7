"""What happened in a case, as people read it: the latest on its page, and all of it on a page of its own."""
