"""What people fill in about an agreement. The clauses have their own form in `agreements.clauses.forms`."""

from .consultation import AnswerForm, QuestionFormSet
from .deciding import ApproveForm, ReasonForm, SignForm
from .drafting import AgreeForm, StartForm, TermsForm

__all__ = [
    "AgreeForm",
    "AnswerForm",
    "ApproveForm",
    "QuestionFormSet",
    "ReasonForm",
    "SignForm",
    "StartForm",
    "TermsForm",
]
