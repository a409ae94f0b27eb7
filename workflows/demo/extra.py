"""The rejected and the faulty cases of domain.md 8.5, so that every refusal can be seen. All of it example data."""

from __future__ import annotations

from accounts.actors import actor_for
from accounts.roles import Role
from agreements import services as archive
from agreements.models import Agreement
from leerroutes import services as subject
from leerroutes.models import Route
from leerroutes.rules import blocking, check
from leerroutes.selectors import facts_of

from . import world
from .cases import MOTIVATION, Case, Line
from .play import Playing

NORM_4 = (4000, 2950, 450)
NORM_5 = (5000, 3500, 900)

REJECTED = Case(
    "afgewezen",
    "Zorg en welzijn naar helpende (afgewezen)",
    ("perron", "a12"),
    (Line("99ZD", "BB", "zw", "99ZE", "basis", "25960", 4, NORM_4, 2),),
    MOTIVATION + "Een voorstel dat de directeur van het mbo afwijst.",
    start_year=2027,
)

RETURNED = Case(
    "terug",
    "Horeca naar kok, met minder uren (terug voor aanpassing)",
    ("perron", "a12"),
    (
        Line(
            "99ZD",
            "BB",
            "hbr",
            "99ZE",
            "basis",
            "25180",
            4,
            (3800, 2800, 450),
            2,
            below_norm={
                "justification": "De groep is klein en krijgt meer begeleiding per uur.",
                "evidence": "Zelfevaluatie 2025 (voorbeeldgegeven)",
                "schoolplan": "Schoolplan 2025-2029, paragraaf 4.2",
                "schoolgids": "Schoolgids 2026-2027, bladzijde 18",
                "bestuursverslag": "Bestuursverslag 2025, hoofdstuk 3",
            },
        ),
    ),
    MOTIVATION + "Minder uren dan de norm, met de vijf verantwoordingen van R-031.",
    start_year=2027,
)

FAULTY = (
    Case(
        "kb-mbo2",
        "KB naar mbo-2 (kan niet: R-004)",
        ("perron", "a12"),
        (Line("99ZD", "KB", "hbr", "99ZE", "basis", "25180", 4, NORM_4, 2),),
        MOTIVATION + "Een kaderleerling hoort naar mbo-3 of mbo-4.",
        start_year=2027,
    ),
    Case(
        "gl-mbo3",
        "GL naar mbo-3 (kan niet: R-004)",
        ("spinoza", "rijnland"),
        (Line("99ZF", "GL", "eo", "99ZG", "vak", "25809", 5, NORM_5, 3),),
        MOTIVATION + "De gemengde leerweg leidt alleen naar mbo-4.",
        start_year=2027,
    ),
    Case(
        "profiel",
        "Profiel dat de school niet aanbiedt (kan niet: R-008)",
        ("spinoza", "rijnland"),
        (Line("99ZF", "KB", "pie", "99ZG", "vak", "25895", 4, NORM_4, 2),),
        MOTIVATION + "De school biedt PIE niet aan.",
        start_year=2027,
    ),
    Case(
        "zeven-jaar",
        "Route van zeven jaar (kan niet: R-020)",
        ("uilenhof", "davinci"),
        (Line("99ZA", "TL", "tl_techniek", "99ZC", "midden", "25919", 7, (7000, 4600, 1350), 4),),
        MOTIVATION + "Langer dan de wet toestaat.",
        start_year=2027,
    ),
)


def play_rejected() -> Route:
    """One board approves, the other says no, with its reason."""
    playing = _submitted(REJECTED)
    subject.approve_route(playing.route, actor=playing.actor("perron", Role.DIRECTOR))
    return subject.reject_route(
        playing.route,
        actor=playing.actor("a12", Role.DIRECTOR),
        reason="Wij hebben dit schooljaar geen docenten voor deze opleiding in Veenendaal.",
    )


def play_returned() -> Route:
    playing = _submitted(RETURNED)
    return subject.send_back_route(
        playing.route,
        actor=playing.actor("a12", Role.DIRECTOR),
        reason="Graag de zelfevaluatie meesturen en de begeleide uren toelichten.",
    )


def _submitted(case: Case) -> Playing:
    playing = Playing(case)
    for _step in playing.play("submitted"):
        pass
    return playing


def play_faulty() -> list[Route]:
    """Drafts that the rules refuse to let go on; each stays a draft."""
    return [_drafted(case) for case in FAULTY]


def _drafted(case: Case) -> Route:
    playing = Playing(case)
    for _step in playing.play("draft"):
        pass
    assert blocking(check(facts_of(playing.route))), case.slug
    return playing.route


def leave_funding_open(agreement: Agreement) -> None:
    """Funding is transferred, but how much is not said (R-076): the text cannot become complete."""
    stored = agreement.clauses.get(code="E")
    writer = agreement.created_by
    archive.save_clause(
        agreement,
        actor=actor_for(writer, agreement.started_by),
        code="E",
        route=None,
        seen_version=stored.version,
        data={"transfer": "yes", "transfers": []},
    )


def register_all_but_one(route: Route) -> None:
    """A route that waits for one registration (R-121)."""
    for registration in list(route.registrations.select_related("institution__board"))[:-1]:
        slug = next(b.slug for b in world.BOARDS if b.number == registration.institution.board.number)
        actor = actor_for(world.person(slug, Role.REGISTRAR), registration.institution.board)
        day = registration.route.state_since.date()
        subject.submit_registration(registration, actor=actor, submitted_on=day)
        subject.confirm_registration(registration, actor=actor, confirmed_on=day, register_id="VOORBEELD-0001")
