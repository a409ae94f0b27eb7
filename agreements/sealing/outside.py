"""A file that a board signed with its own certificate: is it exactly our file, and one signature more?"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel
from pyhanko.sign.fields import MDPPerm

from ..errors import AgreementError
from .reading import Reader
from .report import Report, SignatureFound
from .trust import Trust
from .validating import validate


class NotOurs(AgreementError):
    """Not this file with one signature more; the sentence says what it is instead, and what to do."""


def examine(
    pdf: bytes, *, base: bytes, earlier: Sequence[bytes], field: str, trust: Trust
) -> tuple[SignatureFound, Report]:
    """The new signature, and what the whole file says. `earlier` are the versions before `base`.

    Refuses whatever is not `base` with an update behind it that puts one signature in `field`, and nothing else.
    """
    _ensure_it_continues(pdf, base, earlier)
    found = validate(pdf, trust=trust)
    if found.problem:
        raise NotOurs(
            _("This file cannot be read as a signed PDF. Sign the file that you downloaded, and choose that.")
        )
    known = {one.field_name for one in Reader(base).embedded_signatures}
    new = [one for one in found.signatures if one.field not in known]
    if len(new) != 1 or new[0].field != field:
        raise NotOurs(
            _("The signature is not in the place of your board, or there are more. Sign once, in your own place.")
        )
    if new[0].certifies:
        raise NotOurs(_("Your signature certifies or locks the file, so others cannot sign. Choose a plain one."))
    _ensure_nothing_else_changed(pdf, base, field)
    if not found.is_intact:
        raise NotOurs(_("The signature does not hold: what it covers was changed afterwards. Sign the file anew."))
    return new[0], found


def _ensure_it_continues(pdf: bytes, base: bytes, earlier: Sequence[bytes]) -> None:
    if pdf == base:
        raise NotOurs(_("This is the file as you downloaded it; there is no new signature in it."))
    if pdf.startswith(base):
        return
    if any(pdf.startswith(one) for one in earlier):
        raise NotOurs(_("Another board signed meanwhile. Download the file again, and sign that one."))
    raise NotOurs(
        _(
            "This is another file, or your program wrote it anew instead of adding to it. "
            "Download it again, and sign it without saving or printing it in between."
        )
    )


def _ensure_nothing_else_changed(pdf: bytes, base: bytes, field: str) -> None:
    """Step by step, by pyHanko's own rules: signatures may be added, words may not."""
    last = Reader(base).total_revisions - 1
    reader = Reader(pdf)
    result = DEFAULT_DIFF_POLICY.review_file(reader, last, doc_mdp=MDPPerm.FILL_FORMS)
    is_more = (
        not isinstance(result, DiffResult)
        or result.modification_level > ModificationLevel.FORM_FILLING
        or not result.changed_form_fields <= {field}
    )
    if is_more:
        raise NotOurs(_("More was changed in this file than one signature. Download it again, and only sign it."))
