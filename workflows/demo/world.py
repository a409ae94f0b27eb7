"""Boards, schools and people of the demonstration. Codes are in the fictional ranges 99Zx and 9000x."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from django.contrib.auth.hashers import make_password
from django.core.files.base import File
from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import Board, BodyKind, Establishment, Institution, Kind, ParticipationBody, Province, User
from accounts.roles import Role
from accounts.services import grant_mandate, grant_membership
from accounts.stepup.factors import give_app
from guidance.loading import load as load_guidance
from leerroutes.models import OfferedProfile, Profile, Scope
from leerroutes.reference_data import load as load_reference
from leerroutes.services import grant_access

from .paper import paper

PASSWORD = "leren-en-werken"  # nosec # of people who do not exist
"""Of everybody in the demonstration."""

TOTP_SECRET = "LEERROUTESVOORBEELDNIETVOORECHT2"  # nosec
"""Of every signatory in the demonstration, and of nobody else: it is public. `manage.py demo_code` shows the codes."""

SINCE = date(2020, 8, 1)
VBO = ("BB", "KB", "GL")


@dataclass(frozen=True)
class School:
    name: str
    kind: Kind
    brin: str
    place: str
    offers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class DemoBoard:
    slug: str
    name: str
    number: str
    seat: str
    schools: tuple[School, ...]
    people: dict[Role, str]
    bodies: tuple[tuple[BodyKind, str, int], ...]
    signs_as: str


def _people(coordinator: str, director: str, signatory: str, participation: str, registrar: str) -> dict[Role, str]:
    return {
        Role.COORDINATOR: coordinator,
        Role.DIRECTOR: director,
        Role.SIGNATORY: signatory,
        Role.PARTICIPATION: participation,
        Role.REGISTRAR: registrar,
    }


PROVINCES = {
    "Dordrecht": Province.ZUID_HOLLAND,
    "Ede": Province.GELDERLAND,
    "Gorinchem": Province.ZUID_HOLLAND,
    "Helmond": Province.NOORD_BRABANT,
    "Leiden": Province.ZUID_HOLLAND,
    "Leidschendam": Province.ZUID_HOLLAND,
    "Veenendaal": Province.UTRECHT,
}

VO_BODIES = (
    (BodyKind.MR, "MR", 42),
    (BodyKind.PMR, "PMR", 42),
    (BodyKind.PARENTS_PUPILS, "Ouder- en leerlinggeleding", 42),
)
MBO_BODIES = ((BodyKind.OR, "Ondernemingsraad", 42), (BodyKind.STUDENTS, "Studentenraad", 42))
TL = {"TL": ("tl_techniek", "tl_zw", "tl_economie", "tl_groen")}

BOARDS = (
    DemoBoard(
        "uilenhof",
        "CVO-AV",
        "90001",
        "Gorinchem",
        (School("De Uilenhof", Kind.VO, "99ZA", "Gorinchem", TL),),
        _people("Anja de Bruin", "Pieter van Maanen", "Hélène Vermeulen", "Youssef Amrani", "Coby Struik"),
        VO_BODIES,
        "voorzitter college van bestuur",
    ),
    DemoBoard(
        "insula",
        "Stichting Insula College",
        "90002",
        "Dordrecht",
        (School("Insula College", Kind.VO, "99ZB", "Dordrecht", TL),),
        _people("Bram Kooijman", "Fatima el Idrissi", "Jan-Willem Roos", "Marloes Tuinstra", "Dirk Blom"),
        VO_BODIES,
        "bestuurder",
    ),
    DemoBoard(
        "davinci",
        "Stichting Da Vinci College",
        "90003",
        "Dordrecht",
        (School("Da Vinci College", Kind.MBO, "99ZC", "Dordrecht"),),
        _people("Sanne Öztürk", "Karel de Groot", "Ineke Smit-Jansen", "Thijs Bakker", "Ria van Loon"),
        MBO_BODIES,
        "voorzitter college van bestuur",
    ),
    DemoBoard(
        "perron",
        "CSV Veenendaal",
        "90004",
        "Veenendaal",
        (
            School(
                "Het Perron",
                Kind.VO,
                "99ZD",
                "Veenendaal",
                dict.fromkeys(("BB", "KB"), ("zw", "hbr", "eo", "mt", "pie")),
            ),
        ),
        _people("Gert Hoekstra", "Lies van Ginkel", "Evert Bos", "Nadia Haddou", "Tineke Vink"),
        VO_BODIES,
        "directeur-bestuurder",
    ),
    DemoBoard(
        "a12",
        "ROC A12",
        "90005",
        "Ede",
        (School("ROC A12", Kind.MBO, "99ZE", "Ede"),),
        _people("Joost Willemsen", "Carla Nijhof", "Bas Ruitenberg", "Eva Lammers", "Henk Pol"),
        MBO_BODIES,
        "lid raad van bestuur",
    ),
    DemoBoard(
        "spinoza",
        "Stichting Spinoza",
        "90006",
        "Leidschendam",
        (School("'s Gravendreef College", Kind.VO, "99ZF", "Leidschendam", dict.fromkeys(VBO, ("eo", "zw"))),),
        _people("Loes Akkerman", "Ruud Hendriks", "Anne-Marie Crèvecoeur", "Omar Said", "Petra Kuil"),
        VO_BODIES,
        "bestuurder",
    ),
    DemoBoard(
        "rijnland",
        "Stichting mboRijnland",
        "90007",
        "Leiden",
        (School("mboRijnland", Kind.MBO, "99ZG", "Leiden"),),
        _people("Femke Postma", "Arjen Visser", "Oene Wiersma", "Lotte Brand", "Gerda Mol"),
        MBO_BODIES,
        "voorzitter college van bestuur",
    ),
    DemoBoard(
        "knippenberg",
        "Stichting Dr.-Knippenbergcollege",
        "90008",
        "Helmond",
        (School("Dr.-Knippenbergcollege", Kind.VO, "99ZH", "Helmond", TL),),
        _people("Marleen van Asten", "Twan Verberne", "Els Raaijmakers", "Murat Kaya", "Riet Swinkels"),
        VO_BODIES,
        "rector-bestuurder",
    ),
    DemoBoard(
        "teraa",
        "Stichting ROC Ter Aa",
        "90009",
        "Helmond",
        (School("ROC Ter Aa", Kind.MBO, "99ZJ", "Helmond"),),
        _people("Jeroen Manders", "Saskia Peeters", "Frans Koolen", "Ilse Meulendijks", "Toon Aarts"),
        MBO_BODIES,
        "voorzitter college van bestuur",
    ),
    DemoBoard(
        "cog",
        "Christelijke Onderwijsgroep",
        "90010",
        "Ede",
        (
            School("Het Perron (COG)", Kind.VO, "99ZK", "Veenendaal", dict.fromkeys(("BB", "KB"), ("zw", "hbr", "eo"))),
            School("Dulon College", Kind.MBO, "99ZL", "Ede"),
        ),
        _people("Wietske Brouwer", "Hans Achterberg", "Marjan de Vries", "Sjoerd Kramer", "Elly van Dam"),
        VO_BODIES + MBO_BODIES,
        "voorzitter college van bestuur",
    ),
)

PLATFORM = (
    (Role.INSPECTOR, "Wil Terpstra", "inspecteur"),
    (Role.ADMINISTRATOR, "Nico Beheer", "beheerder"),
    (Role.ADMINISTRATOR, "Mila Beheer", "beheerder2"),
    (Role.EDITOR, "Roos Redactie", "redacteur"),
)
ADVISED = ("Marijke Advies", "adviseur", ("uilenhof", "davinci"))
BOTH_BOARDS = ("Robin Tweeling", "robin", (("insula", Role.COORDINATOR), ("davinci", Role.DIRECTOR)))


def address(slug: str, role: Role | str) -> str:
    return f"{role}@{slug}.example"


def person(slug: str, role: Role) -> User:
    return User.objects.get(email=address(slug, role))


def board(slug: str) -> Board:
    return Board.objects.get(number=next(b.number for b in BOARDS if b.slug == slug))


@transaction.atomic
def build_world() -> None:
    """Everybody and every school; nothing happens when they are there already."""
    load_reference()
    load_guidance()
    if Board.objects.filter(number=BOARDS[0].number).exists():
        return
    for demo in BOARDS:
        _build_board(demo)
    for role, name, login in PLATFORM:
        user = _user(name, f"{login}@leerroutes.example")
        grant_membership(user, actor=None, role=role)
        if role == Role.INSPECTOR:
            _open_everything_to(user)
    name, login, slugs = ADVISED
    adviser = _user(name, f"{login}@leerroutes.example")
    for slug in slugs:
        grant_membership(adviser, actor=None, role=Role.ADVISER, board=board(slug), valid_from=SINCE)
    name, login, roles = BOTH_BOARDS
    both = _user(name, f"{login}@leerroutes.example")
    for slug, role in roles:
        grant_membership(both, actor=None, role=role, board=board(slug), valid_from=SINCE)


def _open_everything_to(inspector: User) -> None:
    """For the demonstration; a real access is narrower and shorter."""
    purpose = "Stelselonderzoek doorlopende leerroutes (voorbeeldgegeven)"
    until = localdate() + timedelta(days=180)
    grant_access(inspector, actor=None, scope=Scope.ALL, purpose=purpose, valid_from=SINCE, valid_until=until)


def _user(name: str, email: str) -> User:
    """To hash takes a quarter of a second on purpose; once is enough for a password that everybody may know."""
    return User.objects.create(email=email, name=name, password=_hashed())


@cache
def _hashed() -> str:
    return make_password(PASSWORD)


def _build_board(demo: DemoBoard) -> None:
    made = Board.objects.create(name=demo.name, number=demo.number, seat=demo.seat, kvk=f"000{demo.number}")
    for school in demo.schools:
        _build_school(made, school)
    for kind, name, days in demo.bodies:
        ParticipationBody.objects.create(board=made, kind=kind, name=f"{name} {demo.schools[0].name}", term_days=days)
    for role, name in demo.people.items():
        user = _user(name, address(demo.slug, role))
        grant_membership(user, actor=None, role=role, board=made, valid_from=SINCE)
        if role == Role.SIGNATORY:
            give_app(user, TOTP_SECRET)
            grant_mandate(
                user,
                actor=None,
                board=made,
                function=demo.signs_as,
                document_reference="Uittreksel handelsregister (voorbeeldgegeven)",
                valid_from=SINCE,
                file=_mandate_of(name, demo),
            )


def _mandate_of(name: str, demo: DemoBoard) -> File[bytes]:
    lines = (
        "Uittreksel handelsregister (voorbeeldgegeven, geen echt uittreksel)",
        f"Rechtspersoon: {demo.name}, {demo.seat}",
        f"Bevoegd: {name}, {demo.signs_as}",
        f"Sinds: {SINCE:%d-%m-%Y}. Bevoegdheid: zelfstandig, voor het hele bestuur.",
    )
    return paper("uittreksel-handelsregister.pdf", lines)


def _build_school(board: Board, school: School) -> None:
    institution = Institution.objects.create(board=board, kind=school.kind, name=school.name, brin=school.brin)
    place = Establishment.objects.create(
        institution=institution,
        code=f"{school.brin}00",
        name=school.name,
        place=school.place,
        province=PROVINCES[school.place],
    )
    for leerweg, slugs in school.offers.items():
        for slug in slugs:
            OfferedProfile.objects.create(
                establishment=place, leerweg=leerweg, profile=Profile.objects.on(SINCE).get(slug=slug)
            )


def everybody() -> list[tuple[str, str, str, str]]:
    """(role, organisation, name, login) of everybody, for the table that `make demo` prints."""
    rows = [
        (str(role.label), demo.name, name, address(demo.slug, role))
        for demo in BOARDS
        for role, name in demo.people.items()
    ]
    rows += [(str(role.label), "-", name, f"{login}@leerroutes.example") for role, name, login in PLATFORM]
    rows.append((str(Role.ADVISER.label), "CVO-AV, Da Vinci", ADVISED[0], f"{ADVISED[1]}@leerroutes.example"))
    rows.append(("coordinator + director", "Insula + Da Vinci", BOTH_BOARDS[0], f"{BOTH_BOARDS[1]}@leerroutes.example"))
    return rows
