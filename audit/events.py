"""What the ledger tells: sent in the transaction of the change, after the event was written."""

from django.dispatch import Signal

recorded = Signal()
"""`event` (AuditEvent) and `case` (the record whose dossier it is in)."""
