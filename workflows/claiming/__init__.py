"""Who of a board took a task up. It stops colleagues from doing it twice, and gives nobody a right."""
