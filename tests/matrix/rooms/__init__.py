"""The rows of the permission matrix, one module per room."""

from . import accounts, agreements, inspections, leerroutes, site, workflows

MATRIX = [*workflows.ROWS, *leerroutes.ROWS, *agreements.ROWS, *accounts.ROWS, *inspections.ROWS, *site.ROWS]
