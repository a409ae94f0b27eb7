"""Everything that is asked of somebody, at one address."""
