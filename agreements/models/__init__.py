from .agreement import Agreement, AgreementParty, AgreementRoute
from .annex import Annex
from .clause import ClauseText, Consent
from .decision import BoardDecision, Consultation, MatrixDeparture
from .decline import Decline
from .document import Document, Signature
from .ending import Notice, Withdrawal
from .evaluation import Evaluation
from .frozen import FrozenText
from .library import LibraryVersion
from .negotiation import ClauseApproval, Comment, PrivateDraft, Proposal, Standpoint
from .reason import AgreementReason
from .revision import Revision
from .signing_request import Reminder, Renewal, SigningRequest, SigningTerms
from .template import AgreementTemplate
from .variant import ClauseVariant

__all__ = [
    "Agreement",
    "AgreementParty",
    "AgreementReason",
    "AgreementRoute",
    "Annex",
    "AgreementTemplate",
    "BoardDecision",
    "ClauseApproval",
    "ClauseText",
    "Comment",
    "Consent",
    "Consultation",
    "Decline",
    "Document",
    "Evaluation",
    "LibraryVersion",
    "FrozenText",
    "MatrixDeparture",
    "Notice",
    "PrivateDraft",
    "Proposal",
    "Reminder",
    "Renewal",
    "Revision",
    "Signature",
    "SigningRequest",
    "SigningTerms",
    "ClauseVariant",
    "Standpoint",
    "Withdrawal",
]
