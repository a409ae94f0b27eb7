"""Demonstration: people and boards, and whole cases played through the same services that the pages use.

Names of schools come from public pages; every code, date, person and amount is example data (domain.md 8).
"""
