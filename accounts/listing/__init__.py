"""One machinery for every list: filters and order in the address, pages, and a file of exactly that selection."""
