"""Finding routes, agreements, articles, boards and people by a word, within what the reader may open."""
