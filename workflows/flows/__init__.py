"""The four flows. viewflow stores their import paths in rows: renaming is a data migration."""

from .agreement import AgreementFlow
from .ending import EndingFlow
from .proposal import ProposalFlow
from .start import StartFlow

__all__ = ["AgreementFlow", "EndingFlow", "ProposalFlow", "StartFlow"]
