"""What this part tells in the transaction in which it happened: `finding`, `actor`, and what is in the comment."""

from django.dispatch import Signal

finding_asked = Signal()  # a new finding, or a new question: `finding.current`
finding_answered = Signal()
finding_over = Signal()  # closed or withdrawn
finding_overdue = Signal()  # once for each question: its last day is over, and there is no answer
