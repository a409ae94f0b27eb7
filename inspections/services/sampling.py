"""Draw a sample and keep it with everything that is needed to draw it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from secrets import token_hex

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import ensure
from audit.services import record
from leerroutes.models.route import route_key

from ..errors import InspectionError
from ..models import InspectionSample, SampledRoute
from ..policies import can_sample
from ..population import known
from ..samples import population_of
from ..sampling import METHOD, Population, digest_of, draw
from ..selecting import selected


@transaction.atomic
def draw_sample(*, actor: Actor, filters: Mapping[str, str], size: int, seed: str = "") -> InspectionSample:
    """From the routes that fit these filters and that this inspector may see now. The same draw twice is one sample."""
    ensure(can_sample(actor))
    filters = known(filters)
    there, seed = population_of(selected(actor, filters)), seed.strip() or token_hex(8)
    _ensure_enough(there, size)
    numbers = draw(there, size, seed)
    same = {"drawn_by": actor.user, "seed": seed, "size": size, "population_sha256": digest_of(there)}
    more = {
        "method": METHOD,
        "filters": filters,
        "population": {number: list(group) for number, group in there.items()},
        "population_size": len(there),
        "allocation": _allocation(there, numbers),
    }
    sample, is_new = InspectionSample.objects.get_or_create(**same, defaults=more)
    if not is_new:
        return sample
    _keep(sample, numbers)
    record(
        "inspections.sample_drawn",
        actor=actor,
        case=sample,
        seed=seed,
        size=size,
        population=len(there),
        sha256=sample.population_sha256,
    )
    return sample


def _ensure_enough(there: Population, size: int) -> None:
    if not there:
        raise InspectionError(_("No route fits what you chose. Choose less narrowly."))
    if not 1 <= size <= len(there):
        words = _("Routes that fit what you chose: %(number)s. Draw one at least, and no more than there are.")
        raise InspectionError(words % {"number": len(there)})


def _allocation(there: Population, numbers: list[str]) -> list[list[str | int]]:
    """Per stratum what there is, and what is drawn of it."""
    sizes, drawn = Counter(there.values()), Counter(there[number] for number in numbers)
    return [[*group, sizes[group], drawn[group]] for group in sorted(sizes)]


def _keep(sample: InspectionSample, numbers: list[str]) -> None:
    SampledRoute.objects.bulk_create(
        SampledRoute(sample=sample, route_id=route_key(number), rank=rank) for rank, number in enumerate(numbers, 1)
    )
