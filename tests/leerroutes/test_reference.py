"""Reference data: loading it twice changes nothing, and every day sees the rows that held on it."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from leerroutes import reference_data
from leerroutes.enums import Leerweg, MboLevel
from leerroutes.models.reference import (
    Domain,
    HoursNorm,
    LegalReference,
    Profile,
    ProfileDomain,
    Qualification,
)
from leerroutes.rules import BY_ID, RULES
from leerroutes.rules.facts import NormFacts

pytestmark = pytest.mark.django_db

MODELS = (Profile, Domain, Qualification, ProfileDomain, HoursNorm, LegalReference)


@pytest.fixture
def loaded() -> dict[str, int]:
    return reference_data.load()


def test_the_command_prints_what_it_loaded(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_reference")

    assert "10 hours_norms.csv" in capsys.readouterr().out
    assert HoursNorm.objects.count() == 10


def test_every_row_of_every_file_is_there(loaded: dict[str, int]) -> None:
    assert [model._default_manager.count() for model in MODELS] == list(loaded.values())


def test_loading_twice_changes_nothing(loaded: dict[str, int]) -> None:
    before = [list(model._default_manager.order_by("pk").values()) for model in MODELS]
    reference_data.load()

    assert [list(model._default_manager.order_by("pk").values()) for model in MODELS] == before


def test_loading_updates_in_place(loaded: dict[str, int]) -> None:
    cook = Qualification.objects.get(code="25180")
    Qualification.objects.update(name="Iets anders")
    reference_data.load()

    assert Qualification.objects.get(pk=cook.pk).name == "Kok"


def test_a_broken_file_changes_nothing(loaded: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    Profile.objects.update(name="Onaangeroerd")
    monkeypatch.setattr(
        reference_data,
        "TABLES",
        (*reference_data.TABLES[:1], reference_data.Table("nowhere.csv", Domain, ("slug",))),
    )
    with pytest.raises(FileNotFoundError):
        reference_data.load()

    assert set(Profile.objects.values_list("name", flat=True)) == {"Onaangeroerd"}


@pytest.mark.parametrize(
    ("day", "articles"),
    [
        (date(2020, 7, 31), []),
        (date(2020, 8, 1), [("WVO", "10b11"), ("WEB", "8.5a.3")]),
        (date(2022, 7, 31), [("WVO", "10b11"), ("WEB", "8.5a.3")]),
        (date(2022, 8, 1), [("WVO 2020", "2.107b"), ("WEB", "8.5a.3")]),
        (date(2025, 12, 31), [("WVO 2020", "2.107b"), ("WEB", "8.5a.3")]),
        (date(2026, 1, 1), [("WVO 2020", "2.107b"), ("WEB", "9.1.3")]),
    ],
)
def test_the_agreement_moved_through_the_law(
    loaded: dict[str, int], day: date, articles: list[tuple[str, str]]
) -> None:
    found = reference_data.references_on(day).get("agreement", ())

    assert [(each.law, each.article) for each in found] == articles


@pytest.mark.parametrize("day", [date(2022, 8, 1), date(2025, 12, 31), date(2026, 8, 1)])
def test_every_rule_has_an_article(loaded: dict[str, int], day: date) -> None:
    references = reference_data.references_on(day)
    without = {rule.id for rule in RULES if not reference_data.articles_for(rule, references)}

    assert without == set()


def test_articles_take_one_query(loaded: dict[str, int], django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        references = reference_data.references_on(date(2026, 8, 1))
        assert [str(each) for each in reference_data.articles_for(BY_ID["R-020"], references)]


def test_the_norms_of_a_day(loaded: dict[str, int]) -> None:
    assert reference_data.norms_on(date(2026, 8, 1))[4, "BOL"] == NormFacts(total=4000, guided=2950, bpv=450)
    assert reference_data.norms_on(date(2019, 8, 1)) == {}


def test_a_new_norm_leaves_the_old_days_alone(loaded: dict[str, int]) -> None:
    HoursNorm.objects.filter(duration_years=4, learning_mode="BOL").update(valid_until=date(2027, 7, 31))
    HoursNorm.objects.create(
        duration_years=4,
        learning_mode="BOL",
        total=4000,
        guided=2750,
        bpv=450,
        valid_from=date(2027, 8, 1),
        source="Test",
    )

    assert reference_data.norms_on(date(2027, 7, 31))[4, "BOL"].guided == 2950
    assert reference_data.norms_on(date(2027, 8, 1))[4, "BOL"].guided == 2750


def test_profiles_depend_on_the_track(loaded: dict[str, int]) -> None:
    assert Profile.objects.for_leerweg(Leerweg.GL).count() == 10
    assert {profile.slug for profile in Profile.objects.for_leerweg(Leerweg.TL)} == {
        "tl_techniek",
        "tl_zw",
        "tl_economie",
        "tl_groen",
    }
    assert Profile.objects.get(slug="hbr").leerwegen == {Leerweg.BB, Leerweg.KB, Leerweg.GL}


def test_only_verified_domain_codes_are_filled_in(loaded: dict[str, int]) -> None:
    assert set(Domain.objects.exclude(code="").values_list("code", flat=True)) == {"79000", "79010"}


def test_usual_relations(loaded: dict[str, int]) -> None:
    pairs = reference_data.usually_related_on(date(2026, 8, 1))

    assert ("hbr", "horeca-en-bakkerij") in pairs
    assert not [profile for profile, _ in pairs if profile == "dp"], "D&P always needs a motivation"


def test_qualifications_have_a_length_the_law_knows(loaded: dict[str, int]) -> None:
    lengths = {MboLevel.BASIS: {1, 2}, MboLevel.VAK: {2, 3}, MboLevel.MIDDEN: {3, 4}}
    for qualification in Qualification.objects.all():
        assert set(qualification.nominal_years) <= lengths[MboLevel(qualification.level)], qualification


@pytest.mark.parametrize("model", MODELS)
def test_every_row_says_where_it_was_read(loaded: dict[str, int], model: type[Profile]) -> None:
    assert not model._default_manager.filter(source="").exists()


def test_a_period_cannot_end_before_it_starts(loaded: dict[str, int]) -> None:
    with pytest.raises(IntegrityError):
        Profile.objects.filter(slug="hbr").update(valid_until=date(2019, 1, 1))


def test_a_code_has_five_digits(loaded: dict[str, int]) -> None:
    with pytest.raises(IntegrityError):
        Qualification.objects.filter(code="25180").update(code="2518")
