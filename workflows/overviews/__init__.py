"""Routes and steps counted, with the cases behind every number."""
