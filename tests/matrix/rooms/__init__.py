"""The rows of the permission matrix, one module per room."""

from . import accounts, agreements, guidance, inspections, leerroutes, questions, site, workflows

MATRIX = [
    *workflows.ROWS,
    *leerroutes.ROWS,
    *agreements.ROWS,
    *guidance.ROWS,
    *questions.ROWS,
    *accounts.ROWS,
    *inspections.ROWS,
    *site.ROWS,
]
