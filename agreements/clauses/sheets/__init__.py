"""The tables of an article as a spreadsheet (XLSX), out and in again.

workbook(page)           every table of the article on a sheet of its own, with what may be filled in beside it
read(file, scope)        the rows of the sheets, or every mistake in them with its sheet and line
"""

from .explain import About
from .package import LARGEST, NotASpreadsheet
from .read import Reading, read
from .write import workbook

__all__ = ["LARGEST", "About", "NotASpreadsheet", "Reading", "read", "workbook"]
