"""Where somebody is logged in, and logging out elsewhere; on allauth's sessions."""
