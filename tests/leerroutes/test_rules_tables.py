"""The three tables of the law, cell by cell. The expected values are typed over from domain.md on purpose."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from leerroutes.enums import LearningMode, Leerweg, MboLevel
from leerroutes.rules import blocking, check, open_findings
from leerroutes.rules.examples import ACCOUNTED_FOR, glr_line, line
from leerroutes.rules.facts import NormFacts, RouteFacts

ALLOWED = {
    (Leerweg.BB, MboLevel.BASIS),
    (Leerweg.KB, MboLevel.VAK),
    (Leerweg.KB, MboLevel.MIDDEN),
    (Leerweg.GL, MboLevel.MIDDEN),
    (Leerweg.TL, MboLevel.MIDDEN),
}

DURATIONS = [
    (MboLevel.BASIS, (1,), 2, 3),
    (MboLevel.BASIS, (2,), 3, 4),
    (MboLevel.BASIS, (1, 2), 2, 4),
    (MboLevel.BASIS, (), 2, 4),
    (MboLevel.VAK, (2,), 3, 4),
    (MboLevel.VAK, (3,), 4, 5),
    (MboLevel.VAK, (), 3, 5),
    (MboLevel.MIDDEN, (3,), 4, 5),
    (MboLevel.MIDDEN, (4,), 5, 6),
    (MboLevel.MIDDEN, (3, 4), 4, 6),
]

EVERY_PAIR = list(product(Leerweg, MboLevel))

NORMS = {
    (2, "BOL"): (2000, 1400, 250),
    (3, "BOL"): (3000, 2400, 250),
    (4, "BOL"): (4000, 2950, 450),
    (5, "BOL"): (5000, 3500, 900),
    (6, "BOL"): (6000, 4050, 1350),
    (2, "BBL"): (1850, 900, 610),
    (3, "BBL"): (2850, 2200, 610),
    (4, "BBL"): (3700, 2400, 1220),
    (5, "BBL"): (4550, 2600, 1830),
    (6, "BBL"): (5400, 2800, 2300),
}


def broken(facts: RouteFacts, *among: str) -> set[str]:
    """The rules among these that are not met."""
    return {finding.rule.id for finding in open_findings(check(facts))} & set(among)


@pytest.mark.parametrize(("leerweg", "level"), EVERY_PAIR)
def test_a_dlr_exists_only_in_five_combinations(leerweg: Leerweg, level: MboLevel) -> None:
    wrong = broken(line(leerweg=leerweg, level=level), "R-004", "R-005", "R-006")

    if (leerweg, level) in ALLOWED:
        assert wrong == set()
    elif level in (MboLevel.ENTREE, MboLevel.SPECIALIST):
        assert wrong == {"R-005"}
    else:
        assert wrong == {"R-004"}


@pytest.mark.parametrize(("leerweg", "level"), EVERY_PAIR)
def test_a_glr_exists_only_from_bb_to_level_2(leerweg: Leerweg, level: MboLevel) -> None:
    wrong = broken(glr_line(leerweg=leerweg, level=level), "R-004", "R-006")

    assert wrong == (set() if (leerweg, level) == (Leerweg.BB, MboLevel.BASIS) else {"R-006"})


def test_the_message_says_what_would_be_right() -> None:
    (finding,) = [each for each in blocking(check(line(leerweg=Leerweg.KB))) if each.rule.id == "R-004"]

    assert finding.message.nl == (
        "De kaderberoepsgerichte leerweg (KB) kan alleen met mbo-3 (vakopleiding) of mbo-4 (middenkaderopleiding). "
        "Gekozen is mbo-2 (basisberoepsopleiding)."
    )


@pytest.mark.parametrize(("level", "nominal", "least", "most"), DURATIONS)
def test_a_route_takes_as_long_as_the_programme_allows(
    level: MboLevel, nominal: tuple[int, ...], least: int, most: int
) -> None:
    for years in range(1, 9):
        wrong = broken(line(level=level, nominal_years=nominal, duration_years=years), "R-020")
        assert wrong == (set() if least <= years <= most else {"R-020"}), years


@pytest.mark.parametrize(
    ("level", "nominal"), [(MboLevel.BASIS, 3), (MboLevel.VAK, 1), (MboLevel.VAK, 4), (MboLevel.MIDDEN, 2)]
)
def test_a_length_the_law_does_not_know_stops_the_proposal(level: MboLevel, nominal: int) -> None:
    findings = blocking(check(line(level=level, nominal_years=(nominal,))))

    assert "R-021" in {finding.rule.id for finding in findings}


HOUR_CASES = [(years, LearningMode(mode)) for years, mode in NORMS]


def planned(years: int, mode: LearningMode, **changes: object) -> RouteFacts:
    total, guided, bpv = NORMS[years, mode.value]
    hours = {"total_hours": total, "guided_hours": guided, "bpv_hours": bpv}
    norms = {key: NormFacts(total=row[0], guided=row[1], bpv=row[2]) for key, row in NORMS.items()}
    return replace(line(duration_years=years, learning_mode=mode, **(hours | changes)), norms=norms)


@pytest.mark.parametrize(("years", "mode"), HOUR_CASES)
def test_exactly_the_norm_is_enough(years: int, mode: LearningMode) -> None:
    assert broken(planned(years, mode), "R-030", "R-031", "R-033", "R-035") == set()


@pytest.mark.parametrize("field", ["total_hours", "guided_hours", "bpv_hours"])
@pytest.mark.parametrize(("years", "mode"), HOUR_CASES)
def test_one_hour_less_must_be_accounted_for(years: int, mode: LearningMode, field: str) -> None:
    total, guided, bpv = NORMS[years, mode.value]
    short = {"total_hours": total, "guided_hours": guided, "bpv_hours": bpv}[field] - 1

    assert broken(planned(years, mode, **{field: short}), "R-030", "R-031") == {"R-030", "R-031"}
    accounted = planned(years, mode, **{field: short}, below_norm=ACCOUNTED_FOR)
    assert broken(accounted, "R-030", "R-031") == {"R-030"}


@pytest.mark.parametrize(("guided", "bpv", "wrong"), [(3550, 450, set()), (3551, 450, {"R-033"})])
def test_the_parts_fit_in_the_total(guided: int, bpv: int, wrong: set[str]) -> None:
    assert broken(line(guided_hours=guided, bpv_hours=bpv), "R-033") == wrong
