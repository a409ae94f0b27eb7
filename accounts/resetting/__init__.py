"""Somebody lost the telephone or the key: an administrator takes the second factor away, so that a new one can come."""
