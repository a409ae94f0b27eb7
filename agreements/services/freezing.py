"""Keep the words of this moment, so that later moments can be laid beside them."""

from __future__ import annotations

from ..clauses.stored import to_data
from ..models import Agreement, FrozenText
from ..selectors import AgreementText


def keep_text(agreement: Agreement, text: AgreementText) -> FrozenText:
    """In the caller's transaction; the same words are kept once."""
    frozen, _is_new = FrozenText.objects.get_or_create(
        agreement=agreement,
        sha256=text.sha256,
        defaults={"round": agreement.round, "version": agreement.version, "articles": to_data(text.rendered)},
    )
    return frozen
