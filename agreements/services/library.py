"""Publishing a version of the model clauses. From then on it is what new agreements start with."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import ensure
from audit.services import record

from .. import policies_library
from ..clauses import library, packing
from ..errors import AgreementError
from ..models import LibraryVersion
from ..published import complaints


@transaction.atomic
def publish_library(*, actor: Actor, number: str, note: str, files: Mapping[str, str]) -> LibraryVersion:
    """Whole or not at all; agreements that were started keep the version they have."""
    ensure(policies_library.can_manage_library(actor))
    before = library.current()
    if complaints(number, files):
        raise AgreementError(_("There is something wrong in these files. Nothing was published."))
    if dict(library.files_of(before)) == dict(files):
        raise AgreementError(_("These articles are exactly those of version %(number)s.") % {"number": before})
    version = _stored(LibraryVersion(number=number, note=note, files=dict(files), published_by=actor.user))
    record(
        "agreements.library_published",
        actor=actor,
        case=version,
        reason=note,
        changes={"library": (before, number)},
        sha256=version.sha256,
    )
    return version


def _stored(version: LibraryVersion) -> LibraryVersion:
    """A number is used once, also when two administrators publish in the same second."""
    taken = AgreementError(_("Version %(number)s exists already. Choose another number.") % {"number": version.number})
    if version.number in library.shipped():
        raise taken
    version.sha256 = packing.digest(version.files)
    try:
        with transaction.atomic():
            version.save()
    except IntegrityError as error:
        raise taken from error
    return version
