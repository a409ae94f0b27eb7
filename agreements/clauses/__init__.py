"""The model clauses of an agreement: read from files, asked in forms, checked, and written out as text. No database."""
