"""What this part tells in the transaction in which it happened: `question` and `actor`."""

from django.dispatch import Signal

question_asked = Signal()  # for the first time, or again
question_answered = Signal()
question_withdrawn = Signal()
