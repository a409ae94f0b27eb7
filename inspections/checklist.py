"""What an inspector looks for in a route (domain.md 5.1), filled from what is kept: present, missing or late.

Every point leads to its evidence. What is not kept here, the point says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.urls import reverse
from django.utils import formats
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.uploads.states import FileState
from agreements.evaluations import ARTICLE, Standing, first_day, standings
from agreements.models import Consultation
from agreements.policies_files import evaluations_visible_to
from agreements.states import AFTER_SIGNATURE
from leerroutes.enums import RouteType
from leerroutes.rules.hours import shortfalls
from leerroutes.states import RegistrationState

from .ageing import UNDER_AGREEMENT, is_reported_late
from .evidence import Dossier, Evidence


class Outcome(TextChoices):
    PRESENT = "present", gettext_lazy("present")
    MISSING = "missing", gettext_lazy("missing")
    LATE = "late", gettext_lazy("late")
    NOT_APPLICABLE = "not_applicable", gettext_lazy("does not apply")


@dataclass(frozen=True)
class Point:
    code: str
    title: str
    outcome: Outcome
    note: str = ""
    evidence: list[Evidence] = field(default_factory=list)


def checklist(dossier: Dossier) -> list[Point]:
    """Every point, in the order of the inspection framework."""
    return list(_points(dossier))


def _points(one: Dossier) -> Iterator[Point]:
    yield _agreement(one)
    yield _articles(one)
    yield _signatures(one)
    yield _participation(one)
    yield _reported(one)
    plan = _("Joint description of programme and exams (PTA and OER), by year")
    yield _answered(one, "exam_plan", plan, "D", "exam_parts")
    yield _hours(one)
    yield _answered(one, "team", _("Competence of the team, also for parts that cross subjects"), "D", "team")
    yield _answered(one, "exams", _("Who is responsible for the exams"), "examen", "adopted_by", "offices", "procedure")
    not_kept = _("How often it was used is not kept here.")
    yield _answered(one, "exit", _("Overstapoptie for who leaves early"), "F", note=not_kept)
    yield _placement(one)
    yield _answered(one, "complaints", _("Procedure for complaints"), "klachten", "procedures")
    yield _evaluation(one)
    yield _changes(one)


def _agreement(one: Dossier) -> Point:
    title, found = _("Agreement of all boards"), one.agreement
    if found is None:
        late = one.route.state in UNDER_AGREEMENT
        return Point("agreement", title, Outcome.LATE if late else Outcome.MISSING, _("There is no agreement yet."))
    link = [Evidence(f"{found.number}: {found.title}", found.get_absolute_url())]
    outcome = Outcome.PRESENT if found.state in AFTER_SIGNATURE else Outcome.MISSING
    return Point("agreement", title, outcome, str(found.state_label), link)


LETTERS = "ABCDEFGHIJ"


def _articles(one: Dossier) -> Point:
    title = _("The articles a to j that the law asks for")
    if one.agreement is None or one.text is None:
        return Point("articles", title, Outcome.MISSING)
    needed = LETTERS if one.agreement.instrument != "internal" else LETTERS.replace("H", "").replace("I", "")
    there = {article.code for article in one.text.rendered if article.route_id in (None, one.route.pk)}
    open_ones = set() if one.agreement.state in AFTER_SIGNATURE else {found.clause for found in one.text.problems}
    lacking = [letter.lower() for letter in needed if letter not in there or letter in open_ones]
    link = [Evidence(_("The text"), reverse("agreements:text", args=[one.agreement.pk]))]
    if lacking:
        note = _("Not complete: %(letters)s.") % {"letters": ", ".join(lacking)}
        return Point("articles", title, Outcome.MISSING, note, link)
    return Point("articles", title, Outcome.PRESENT, "", link)


def _signatures(one: Dossier) -> Point:
    title = _("Signed by every board")
    if one.agreement is None:
        return Point("signatures", title, Outcome.MISSING)
    boards = {party.board_id: str(party.board) for party in one.agreement.parties.select_related("board")}
    signed = set(one.agreement.signatures.values_list("board", flat=True))
    waiting = [name for pk, name in boards.items() if pk not in signed]
    link = [Evidence(_("Evidence of the signatures"), reverse("agreements:evidence", args=[one.agreement.pk]))]
    note = _("Not signed by %(boards)s.") % {"boards": ", ".join(waiting)} if waiting else ""
    return Point("signatures", title, Outcome.MISSING if waiting else Outcome.PRESENT, note, link)


def _participation(one: Dossier) -> Point:
    title = _("Proof that the participation bodies were asked")
    if one.agreement is None:
        return Point("participation", title, Outcome.MISSING)
    asked = list(one.agreement.consultations.filter(round=one.agreement.round).select_related("body"))
    links = [Evidence(_asked(each), reverse("agreements:answer", args=[each.pk])) for each in asked]
    if not asked and one.agreement.replaces_id and not one.agreement.is_material:
        return Point("participation", title, Outcome.NOT_APPLICABLE, _("Editorial change: nobody needed to be asked."))
    silent = [each for each in asked if not each.outcome]
    outcome = Outcome.MISSING if silent or not asked else Outcome.PRESENT
    if any(each.due_on < localdate() for each in silent):
        outcome = Outcome.LATE
    names = ", ".join(str(each.body) for each in silent)
    note = _("No answer yet from %(bodies)s.") % {"bodies": names} if silent else ""
    return Point("participation", title, outcome, note, links)


def _asked(one: Consultation) -> str:
    """A body that is asked twice, is asked for something else each time."""
    return f"{one.body}: {one.get_right_display()}"


def _reported(one: Dossier) -> Point:
    """R-121: every institution, each for itself."""
    title = _("Reported in RIO by every school and institution")
    rows = list(one.route.registrations.select_related("institution"))
    confirmed = {row.institution_id for row in rows if row.state == RegistrationState.CONFIRMED}
    lacking = [str(school) for school in one.route.institutions.all() if school.pk not in confirmed]
    happened = reverse("inspections:trail", args=[one.route.pk]) + "?stap=registration"
    links = [Evidence(" ".join(filter(None, (str(row.institution), row.register_id))), happened) for row in rows]
    if not lacking:
        return Point("reported", title, Outcome.PRESENT, "", links)
    outcome = Outcome.LATE if is_reported_late(one.route) else Outcome.MISSING
    return Point("reported", title, outcome, _("Not confirmed: %(schools)s.") % {"schools": ", ".join(lacking)}, links)


def _answered(one: Dossier, code: str, title: str, article: str, *fields: str, note: str = "") -> Point:
    """Something was filled in there: in these fields, or at all."""
    given = one.answers.get(article, {})
    is_there = all(given.get(name) for name in fields) if fields else any(given.values())
    return Point(code, title, Outcome.PRESENT if is_there else Outcome.MISSING, note, one.article(article))


def _hours(one: Dossier) -> Point:
    """R-030, R-031: the norm, or an account of why fewer are enough."""
    title = _("Hours planned against the norm")
    low, unaccounted = 0, 0
    for line in one.facts.lines:
        norm = one.facts.norm_for(line)
        if norm is not None and not one.facts.is_unfunded(line) and shortfalls(line, norm):
            low, unaccounted = low + 1, unaccounted + bool(line.below_norm.missing)
    links = [Evidence(_("The lines of the route"), one.route.get_absolute_url()), *one.article("D")]
    realised = _("Hours that were realised are not kept here.")
    if unaccounted:
        words = _("%(number)s lines are below the norm without a full account.") % {"number": unaccounted}
        return Point("hours", title, Outcome.MISSING, f"{words} {realised}", links)
    words = _("%(number)s lines are below the norm, each accounted for.") % {"number": low} if low else ""
    return Point("hours", title, Outcome.PRESENT, f"{words} {realised}".strip(), links)


def _placement(one: Dossier) -> Point:
    title = _("Consultation before placement in an integrated route")
    if one.route.route_type != RouteType.GLR:
        return Point("placement", title, Outcome.NOT_APPLICABLE, _("This is no integrated route."))
    return _answered(one, "placement", title, "A", "consultation")


def _evaluation(one: Dossier) -> Point:
    """Agreed in the article about quality, each school year; recorded by the boards with the agreement."""
    title, standing = _("Yearly evaluation and what was done with it"), standings([one.route.pk]).get(one.route.pk)
    links = one.article(ARTICLE)
    if standing is None:
        is_named = first_day(one.answers.get(ARTICLE, {})) is not None
        note = _("Agreed on, and not signed yet.") if is_named else _("No day was agreed.")
        return Point("evaluation", title, Outcome.MISSING, note, links)
    there = evaluations_visible_to(one.actor).filter(agreement__in=one.agreements, state=FileState.CLEAN)
    links += [Evidence(f"{_('Evaluation')} {each.school_year}", each.get_absolute_url()) for each in there]
    outcome = Outcome.PRESENT if standing.done else Outcome.NOT_APPLICABLE
    return Point("evaluation", title, Outcome.LATE if standing.late else outcome, _due(standing), links)


def _due(standing: Standing) -> str:
    """What is late, with the day it was due; else what comes next."""
    if standing.late:
        years = ", ".join(f"{due.school_year} ({formats.date_format(due.day)})" for due in standing.late)
        return _("Not there, with the day it was due: %(years)s.") % {"years": years}
    assert standing.coming is not None
    told = {"year": standing.coming.school_year, "day": formats.date_format(standing.coming.day)}
    return _("The next one, about %(year)s, is due on %(day)s.") % told


def _changes(one: Dossier) -> Point:
    title = _("Changes over time")
    links = [Evidence(f"{each.number}: {each.state_label}", each.get_absolute_url()) for each in one.agreements]
    links.append(Evidence(_("Timeline"), reverse("inspections:trail", args=[one.route.pk])))
    return Point("changes", title, Outcome.PRESENT, "", links)
