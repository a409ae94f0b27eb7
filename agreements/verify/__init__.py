"""Checking a document: against what is stored here (`known`), or without this site (`python -m agreements.verify`)."""
