from .agreement import Agreement, AgreementParty, AgreementRoute
from .clause import ClauseText, Consent
from .decision import BoardDecision, Consultation
from .document import Document, Signature

__all__ = [
    "Agreement",
    "AgreementParty",
    "AgreementRoute",
    "BoardDecision",
    "ClauseText",
    "Consent",
    "Consultation",
    "Document",
    "Signature",
]
