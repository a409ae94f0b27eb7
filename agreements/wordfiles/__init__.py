"""An agreement, or a comparison of two versions, as a Word file that lawyers can work in."""

from .writing import comparison_file, text_file

__all__ = ["comparison_file", "text_file"]
