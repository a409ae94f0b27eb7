"""The rows of the permission matrix, one module per room."""

from . import accounts, agreements, guidance, inspections, leerroutes, site, workflows

MATRIX = [
    *workflows.ROWS,
    *leerroutes.ROWS,
    *agreements.ROWS,
    *guidance.ROWS,
    *accounts.ROWS,
    *inspections.ROWS,
    *site.ROWS,
]
