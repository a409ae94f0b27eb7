"""The flows. viewflow stores their import paths in rows: renaming is a data migration."""

from .agreement import AgreementFlow
from .ending import EndingFlow
from .proposal import ProposalFlow
from .question import QuestionFlow
from .start import StartFlow
from .term import TermFlow

__all__ = ["AgreementFlow", "EndingFlow", "ProposalFlow", "QuestionFlow", "StartFlow", "TermFlow"]
