"""The demonstration as `make demo` shows it: one case in every interesting state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from accounts.models import Board
from accounts.roles import Role
from agreements.sealing.authority import embedded_authority
from leerroutes.models import Route

from . import extra, lighter
from .cases import AMENDED, FRAMEWORK, INTERN, PAIR, PERRON, TOT, TOT_INSULA
from .negotiation import negotiate
from .play import Playing
from .questions import play_questions
from .world import build_world

TOGETHER = replace(TOT_INSULA, name="TOT Insula 2027", start_year=2027)
SHOWN = (
    (TOT, "running"),
    (replace(PERRON, start_year=2027), "out_for_signature"),
    (replace(PAIR, start_year=2027), "complete"),
    (replace(TOT, name="Talentontwikkeling Techniek 2027 (TOT)", start_year=2027), "submitted"),
    (replace(PERRON, name="Vakmanschapsroute Het Perron 2028", start_year=2028), "decision"),
    (replace(PAIR, name="Economie en ondernemen, tweede groep", start_year=2028), "agreement_filled"),
    (replace(AMENDED, name="Economie en ondernemen, eerste groep", start_year=2026), "amended"),
    (
        replace(TOT, name="TOT met robotica", start_year=2028, boards=("insula", "davinci"), lines=TOT.lines[3:]),
        "draft",
    ),
    (replace(FRAMEWORK, name="TOT Uilenhof 2027", start_year=2027, alongside=TOGETHER), "complete"),
    (replace(INTERN, start_year=2027), "decision"),
)


def load_demo() -> Iterator[str]:
    """Build everything once; a second call finds it there and says nothing."""
    build_world()
    embedded_authority().make(Board.objects.order_by("number"))
    if Route.objects.exists():
        return
    for case, until in SHOWN:
        playing = Playing(case)
        for _step in playing.play(until):
            pass
        if until == "agreement_filled":
            extra.leave_funding_open(playing.agreement)
            one, other = (playing.actor(slug, Role.COORDINATOR) for slug in case.boards)
            negotiate(playing.agreement, one=one, other=other)
        if until == "amended":
            extra.register_all_but_one(Route.objects.get(pk=playing.route.pk))
        yield f"{case.name}: {until}"
    yield f"{extra.play_rejected()}: rejected"
    yield f"{extra.play_returned()}: returned"
    for route in extra.play_faulty():
        yield f"{route}: draft"
    for cooperation in lighter.play_lighter():
        yield f"{cooperation}: lighter cooperation"
    for question in play_questions():
        yield f"{question}: question, {question.state}"
