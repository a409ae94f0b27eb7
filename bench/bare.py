"""The baseline of a page: the same rows, fetched by one query written by hand, shown by a view of six lines.

It goes the way every page goes: through the middleware, with a session, a person and the rights of that person at the
board acted for; and its rows stand in the frame of the site, with its header, menu and footer. What it leaves out is
what the page is for: deciding what this reader may see and do, applying the rules, writing out the text, and words for
people.
The baseline of saving goes the same way, reads the rows, writes as many rows as the page does, and redirects.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.template import engines
from django.test import Client

from accounts.http import MemberRequest
from accounts.models import Board

TEMPLATE = (
    "{% extends 'base.html' %}{% block title %}Bare{% endblock %}{% block content %}<h1>Bare</h1>"
    "<ul>{% for row in rows %}<li>{{ row|join:', ' }}</li>{% endfor %}</ul>{% endblock %}"
)

INBOX = """
SELECT task.id, task.created, task.flow_task, agreement.title, board.name
FROM viewflow_task task
JOIN workflows_agreementprocess process ON process.process_ptr_id = task.process_id
JOIN agreements_agreement agreement ON agreement.id = process.agreement_id
JOIN accounts_board board ON board.id = CAST(task.owner_permission_obj_pk AS integer)
WHERE task.flow_task_type = 'HUMAN' AND task.status IN ('NEW', 'ASSIGNED')
  AND task.owner_permission_obj_pk = %(board_text)s AND task.owner_permission = 'accounts.draft_agreements'
ORDER BY task.created, task.id LIMIT 25"""

EVENTS = """
SELECT * FROM (
  SELECT 'event', CAST(id AS text), action, subject, board_name, person, content
  FROM audit_auditevent WHERE "case" IN (%(case)s, %(other_case)s) ORDER BY id DESC LIMIT 25
) AS events"""

ROUTE = f"""
SELECT 'route', name, route_type, state, motivation, '', '' FROM leerroutes_route WHERE id = %(route)s
UNION ALL
SELECT 'line', place.name, line.leerweg, profile.name, school.name, line.level, qualification.name
FROM leerroutes_routeline line
JOIN accounts_establishment place ON place.id = line.establishment_id
JOIN leerroutes_profile profile ON profile.id = line.profile_id
JOIN accounts_institution school ON school.id = line.mbo_institution_id
LEFT JOIN leerroutes_qualification qualification ON qualification.id = line.qualification_id
WHERE line.route_id = %(route)s
UNION ALL
SELECT 'party', board.name, person.name, '', '', '', ''
FROM leerroutes_routeparty party
JOIN accounts_board board ON board.id = party.board_id
LEFT JOIN accounts_user person ON person.id = party.contact_id
WHERE party.route_id = %(route)s
UNION ALL
SELECT 'registration', school.name, registration.state, registration.register_id, '', '', ''
FROM leerroutes_rioregistration registration
JOIN accounts_institution school ON school.id = registration.institution_id
WHERE registration.route_id = %(route)s
UNION ALL {EVENTS}"""

AGREEMENT = f"""
SELECT 'agreement', title, instrument, state, '', '', '' FROM agreements_agreement WHERE id = %(agreement)s
UNION ALL
SELECT 'clause', code, CAST(data AS text), '', '', '', ''
FROM agreements_clausetext WHERE agreement_id = %(agreement)s
UNION ALL
SELECT 'party', board.name, board.seat, signature.signer_name, '', '', ''
FROM agreements_agreementparty party
JOIN accounts_board board ON board.id = party.board_id
LEFT JOIN agreements_signature signature
  ON signature.agreement_id = party.agreement_id AND signature.board_id = board.id
WHERE party.agreement_id = %(agreement)s
UNION ALL
SELECT 'answer', body.name, answer.outcome, '', '', '', ''
FROM agreements_consultation answer
JOIN accounts_participationbody body ON body.id = answer.body_id
WHERE answer.agreement_id = %(agreement)s
UNION ALL {EVENTS}"""

COMMENTS = """
SELECT 'comment', board.name, person.name, comment.body, comment.audience, CAST(comment.written AS text), ''
FROM agreements_comment comment
JOIN accounts_board board ON board.id = comment.board_id
JOIN accounts_user person ON person.id = comment.author_id
WHERE comment.agreement_id = %(agreement)s"""

LINES = """
SELECT 'line', place.name, line.leerweg, profile.name, school.name, line.level, qualification.name
FROM agreements_agreementroute covered
JOIN leerroutes_routeline line ON line.route_id = covered.route_id
JOIN accounts_establishment place ON place.id = line.establishment_id
JOIN leerroutes_profile profile ON profile.id = line.profile_id
JOIN accounts_institution school ON school.id = line.mbo_institution_id
LEFT JOIN leerroutes_qualification qualification ON qualification.id = line.qualification_id
WHERE covered.agreement_id = %(agreement)s"""

STANDPOINTS = """
SELECT 'stand', board.name, stand.code, stand.stance, stand.reason, stand.sha256, ''
FROM agreements_standpoint stand JOIN accounts_board board ON board.id = stand.board_id
WHERE stand.agreement_id = %(agreement)s"""

TEXT = f"""
SELECT 'agreement', title, instrument, state, '', '', '' FROM agreements_agreement WHERE id = %(agreement)s
UNION ALL
SELECT 'clause', code, CAST(data AS text), '', '', '', ''
FROM agreements_clausetext WHERE agreement_id = %(agreement)s
UNION ALL {LINES} UNION ALL {STANDPOINTS}"""

ARTICLE = f"{TEXT} UNION ALL {COMMENTS}"
AGREEMENT_AND_COMMENTS = f"{AGREEMENT} UNION ALL {LINES} UNION ALL {STANDPOINTS} UNION ALL {COMMENTS}"

CHECKS = """
SELECT 'line', place.name, line.leerweg, profile.name, qualification.name, CAST(line.total_hours AS text), line.level
FROM leerroutes_routeline line
JOIN accounts_establishment place ON place.id = line.establishment_id
JOIN leerroutes_profile profile ON profile.id = line.profile_id
LEFT JOIN leerroutes_qualification qualification ON qualification.id = line.qualification_id
WHERE line.route_id = %(route)s
UNION ALL
SELECT 'school', school.name, school.brin, board.name, '', '', ''
FROM leerroutes_route_institutions chosen
JOIN accounts_institution school ON school.id = chosen.institution_id
JOIN accounts_board board ON board.id = school.board_id
WHERE chosen.route_id = %(route)s
UNION ALL
SELECT DISTINCT 'offer', offer.leerweg, profile.slug, '', '', '', ''
FROM leerroutes_routeline line
JOIN leerroutes_offeredprofile offer ON offer.establishment_id = line.establishment_id
JOIN leerroutes_profile profile ON profile.id = offer.profile_id
WHERE line.route_id = %(route)s
UNION ALL
SELECT 'pair', profile.slug, domain.slug, '', '', '', ''
FROM leerroutes_profiledomain pair
JOIN leerroutes_profile profile ON profile.id = pair.profile_id
JOIN leerroutes_domain domain ON domain.id = pair.domain_id
UNION ALL
SELECT 'norm', learning_mode, CAST(duration_years AS text), CAST(total AS text), CAST(guided AS text), '', ''
FROM leerroutes_hoursnorm WHERE valid_until IS NULL
UNION ALL
SELECT 'article', topic, law, article, '', '', '' FROM leerroutes_legalreference WHERE valid_until IS NULL"""

ROUTES = """
SELECT route.id, route.name, route.route_type, route.start_year, route.state, board.name
FROM leerroutes_route route
JOIN leerroutes_routeparty party ON party.route_id = route.id AND party.board_id = %(board)s
JOIN accounts_board board ON board.id = route.proposed_by_id
ORDER BY route.id DESC LIMIT 25"""

AGREEMENTS = """
SELECT agreement.id, agreement.title, agreement.starts_on, agreement.state, board.name
FROM agreements_agreement agreement
JOIN agreements_agreementparty party ON party.agreement_id = agreement.id AND party.board_id = %(board)s
JOIN accounts_board board ON board.id = agreement.started_by_id
ORDER BY agreement.id DESC LIMIT 25"""


@dataclass(frozen=True)
class Subject:
    """What the queries ask about."""

    board: Board
    route: int
    agreement: int

    @property
    def numbers(self) -> dict[str, Any]:
        return {
            "board": self.board.pk,
            "board_text": str(self.board.pk),
            "route": self.route,
            "agreement": self.agreement,
            "case": f"route:{self.route}",
            "other_case": f"agreement:{self.agreement}",
        }


QUESTIONS: list[tuple[str, Subject, int]] = []
"""What the view below is asked, by number: the query, what it asks about, and how many rows to write."""

keys = count(1)


def view(request: MemberRequest, number: int) -> HttpResponse:
    sql, subject, writes = QUESTIONS[number]
    if not (request.actor.rights or request.actor.is_inspector):
        raise PermissionDenied
    rows = _rows(sql, subject, writes if request.method == "POST" else 0)
    if request.method == "POST":
        return HttpResponseRedirect(request.path)
    return HttpResponse(_template().render({"rows": rows}, request))


@transaction.atomic
def _rows(sql: str, subject: Subject, writes: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, subject.numbers)
        rows = cursor.fetchall()
        for _write in range(writes):
            cursor.execute("INSERT INTO bench_saved VALUES (%s, %s)", [next(keys), "x" * 200])
    return rows


@cache
def _template() -> Any:
    return engines["django"].from_string(TEMPLATE)


def bare_view(client: Client, sql: str, subject: Subject) -> Callable[[], HttpResponse]:
    """A visit by the same person to a page that does this query and nothing else."""
    address = _address(sql, subject, 0)
    return lambda: _answered(client.get(address), 200)


def bare_saving(client: Client, sql: str, subject: Subject, writes: int) -> Callable[[], HttpResponse]:
    """The same person sends a form: these rows are read and so many written, in one transaction."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_saved (id integer, words text NOT NULL)")
    address = _address(sql, subject, writes)
    return lambda: _answered(client.post(address), 302)


def _address(*question: Any) -> str:
    QUESTIONS.append(question)
    return f"/bare/{len(QUESTIONS) - 1}/"


def _answered(response: HttpResponse, status: int) -> HttpResponse:
    if response.status_code != status:
        raise RuntimeError(f"The baseline answered {response.status_code}.")
    return response
