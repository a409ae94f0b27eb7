"""What people fill in about an agreement. The clauses have their own form in `agreements.clauses.forms`."""

from .asking import QuestionFormSet
from .changing import ChangeForm
from .consultation import AnswerForm
from .deciding import ApproveForm, DeclineForm, ReasonForm, SignForm
from .drafting import AgreeForm, StartForm, TermsForm, terms_form
from .library import PublishForm
from .negotiation import CommentForm
from .noticing import NoticeForm
from .routes import RouteForm
from .signing import OutsideForm
from .signing_request import RenewForm, SigningTermsForm

__all__ = [
    "NoticeForm",
    "AgreeForm",
    "AnswerForm",
    "ApproveForm",
    "ChangeForm",
    "PublishForm",
    "CommentForm",
    "QuestionFormSet",
    "DeclineForm",
    "ReasonForm",
    "RenewForm",
    "RouteForm",
    "OutsideForm",
    "SignForm",
    "SigningTermsForm",
    "StartForm",
    "TermsForm",
    "terms_form",
]
