"""What differs between two texts, word by word: pure, fast, and the same for page, PDF and Word file.

Taking only what is the same and what was removed gives the old text back, to the letter; with what was added, the new.
"""

from .articles import Article, Line, Row, Table, compare, compare_clause, compare_texts
from .sides import Comparison, Side, compared
from .words import Kind, Run, Runs, compare_words, new_text, old_text, whole

__all__ = [
    "Article",
    "Comparison",
    "Kind",
    "Line",
    "Row",
    "Run",
    "Runs",
    "Side",
    "Table",
    "compare",
    "compare_clause",
    "compare_texts",
    "compare_words",
    "compared",
    "new_text",
    "old_text",
    "whole",
]
