"""Say in which region of the school holidays a school lies, where its place tells it wrong."""

from __future__ import annotations

from django.db import transaction

from audit.services import differences, record

from ..actors import Actor
from ..models import Institution
from ..policies import can_manage_access
from ..verdicts import ensure


@transaction.atomic
def correct_region(institution: Institution, *, actor: Actor, region: str) -> Institution:
    """From now on plannings count with the holidays of this region; empty: by its province and place again."""
    ensure(can_manage_access(actor))
    institution = Institution.objects.select_for_update(of=("self",)).select_related("board").get(pk=institution.pk)
    changes = differences({"holiday_region": institution.holiday_region}, {"holiday_region": region})
    if changes:
        institution.holiday_region = region
        institution.save(update_fields=["holiday_region"])
        record(
            "accounts.region_corrected",
            actor=actor,
            case=institution.board,
            subject=institution,
            changes=changes,
            institution=str(institution),
        )
    return institution
