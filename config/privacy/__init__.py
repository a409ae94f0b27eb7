"""Which personal data there are, why, on what ground and for how long (AVG article 30)."""
