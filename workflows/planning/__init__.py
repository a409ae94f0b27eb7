"""When which step of a route is due, counted back from 1 August, and what it means when one slips (domain.md 4.1)."""
