"""Deadlines in a calendar outside: a secret address per person and per route, read without a session (RFC 5545)."""
