"""Play a case through the services, step by step, each by the person whose turn it is. Says what happens as it goes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from accounts.actors import Actor, actor_for
from accounts.models import BodyKind, Establishment, Institution
from accounts.roles import Role
from accounts.stepup import Method, Proof
from agreements import services as archive
from agreements.clauses.examples import example_data
from agreements.facts import facts_of
from agreements.model_clauses import clauses_of, shelf_of
from agreements.models import Agreement, Document
from agreements.selectors import text_of
from agreements.states import DocumentKind, Outcome
from jobs.models import Job
from jobs.services import run
from leerroutes import services as subject
from leerroutes.models import Profile, Qualification, Route

from . import world
from .cases import Case, Line

Step = tuple[str, str]
"""The state reached, and a sentence about who did what."""


def proof_of(actor: Actor) -> Proof:
    """As if this person had just given password and code; who plays everybody makes it, the site never does."""
    return Proof(actor.user, Method.TOTP, timezone.now())


@dataclass
class Playing:
    """One case being played. `route` and `agreement` are read anew before each step."""

    case: Case
    route: Route = field(init=False)
    agreement: Agreement = field(init=False)

    def actor(self, slug: str, role: Role) -> Actor:
        return actor_for(world.person(slug, role), world.board(slug))

    @property
    def first(self) -> str:
        return self.case.boards[0]

    @property
    def parties(self) -> tuple[str, ...]:
        """The boards of the agreement, in the order in which they act."""
        others = self.case.alongside.boards if self.case.alongside else ()
        return tuple(dict.fromkeys((*self.case.boards, *others)))

    # --- the steps, in the order of the process (domain.md 4.1) ---------------------------------

    def propose(self) -> Iterator[Step]:
        case, actor = self.case, self.actor(self.first, Role.COORDINATOR)
        self.route = subject.propose_route(
            actor=actor,
            name=case.name,
            route_type=case.route_type,
            start_year=case.start_year,
            motivation=case.motivation,
        )
        institutions = list(
            Institution.objects.filter(brin__in={brin for line in case.lines for brin in (line.school, line.mbo)})
        )
        contacts = {world.board(slug): world.person(slug, Role.COORDINATOR) for slug in case.boards}
        self.route = subject.change_route(
            self.route,
            actor=actor,
            seen_version=self.route.version,
            content={name: getattr(self.route, name) for name in ("name", "route_type", "start_year", "motivation")}
            | case.extra,
            institutions=institutions,
            contacts=contacts,
            partners=case.partners,
        )
        for line in case.lines:
            subject.save_line(self.route, actor=actor, content=line_content(line, self.route.starts_on))
        yield "draft", f"{actor} stelt {self.route} op ({len(case.lines)} lijnen)"

    def submit(self) -> Iterator[Step]:
        actor = self.actor(self.first, Role.COORDINATOR)
        self.route = subject.submit_route(self.route, actor=actor)
        yield "submitted", f"{actor} dient het voorstel in"

    def approve(self) -> Iterator[Step]:
        for slug in self.case.boards:
            actor = self.actor(slug, Role.DIRECTOR)
            self.route = subject.approve_route(self.route, actor=actor)
            yield self.route.state, f"{actor} keurt het voorstel goed"

    def start_agreement(self) -> Iterator[Step]:
        actor = self.actor(self.first, Role.COORDINATOR)
        self.agreement = archive.start_agreement(
            [self.route, *self._alongside()],
            actor=actor,
            title=f"Raamovereenkomst {self.route.name}" if self.case.alongside else self.route.name,
            starts_on=self.route.starts_on,
            ends_on=date(self.route.start_year + 8, 7, 31),
        )
        yield "agreement_draft", f"{actor} begint {self.agreement.number}"

    def _alongside(self) -> list[Route]:
        """The other route of a framework agreement, approved by its own boards."""
        if self.case.alongside is None:
            return []
        other = Playing(self.case.alongside)
        for _step in other.play("approved"):
            pass
        return [other.route]

    def fill_in(self) -> Iterator[Step]:
        actor = self.actor(self.first, Role.COORDINATOR)
        self._state_legal_basis(actor)
        facts = facts_of(self.agreement)
        shelf = shelf_of(self.agreement)
        for clause, place in clauses_of(facts, shelf):
            archive.save_clause(
                self.agreement,
                actor=actor,
                code=clause.code,
                route=Route.objects.get(pk=place.id) if place else None,
                seen_version=0,
                data=example_data(clause, facts, place),
            )
        yield "agreement_filled", f"{actor} vult alle artikelen in"

    def _state_legal_basis(self, actor: Actor) -> None:
        agreement, basis = self.agreement, self.case.legal_basis
        if basis:
            terms = {name: getattr(agreement, name) for name in ("title", "starts_on", "ends_on")}
            archive.change_terms(
                agreement, actor=actor, seen_version=agreement.version, legal_basis=basis, is_vsg=False, **terms
            )
            self.agreement = Agreement.objects.get(pk=agreement.pk)

    def agree(self) -> Iterator[Step]:
        for slug in self.parties:
            actor = self.actor(slug, Role.COORDINATOR)
            text = text_of(Agreement.objects.get(pk=self.agreement.pk))
            self.agreement = archive.agree_text(self.agreement, actor=actor, seen_sha256=text.sha256)
            yield self.agreement.state, f"{actor} stemt in met de tekst {text.sha256[:12]}"

    def ask(self) -> Iterator[Step]:
        for slug in self.parties:
            actor = self.actor(slug, Role.COORDINATOR)
            questions = archive.proposed_questions(self.agreement, actor=actor, asked_on=localdate())
            missing: dict[int | str, str] = dict.fromkeys(BodyKind.values, "Dit orgaan is er bij dit bestuur niet.")
            self.agreement = archive.ask_bodies(self.agreement, actor=actor, questions=questions, reasons=missing)
            yield self.agreement.state, f"{actor} vraagt {', '.join(str(q.body) for q in questions)}"

    def answer(self) -> Iterator[Step]:
        for slug in self.parties:
            actor = self.actor(slug, Role.PARTICIPATION)
            for consultation in self.agreement.consultations.filter(round=self.agreement.round, board=actor.board):
                archive.answer_consultation(
                    consultation, actor=actor, outcome=Outcome.POSITIVE, answered_on=localdate()
                )
                self.agreement = Agreement.objects.get(pk=self.agreement.pk)
                yield self.agreement.state, f"{actor} antwoordt namens {consultation.body}"

    def decide(self) -> Iterator[Step]:
        for slug in self.parties:
            actor = self.actor(slug, Role.DIRECTOR)
            self.agreement = archive.approve_agreement(self.agreement, actor=actor)
            yield self.agreement.state, f"{actor} besluit de overeenkomst aan te gaan"

    def sign(self) -> Iterator[Step]:
        document = finished_document(self.agreement)
        yield self.agreement.state, f"het document is gemaakt: {document.size} bytes, {document.sha256[:12]}"
        for slug in self.parties:
            actor = self.actor(slug, Role.SIGNATORY)
            archive.sign_agreement(self.agreement, actor=actor, seen_sha256=document.sha256, proof=proof_of(actor))
            self.agreement = Agreement.objects.get(pk=self.agreement.pk)
            yield self.agreement.state, f"{actor} ondertekent"

    def seal(self) -> Iterator[Step]:
        for signature in self.agreement.signatures.all():
            finish(f"apply:{signature.pk}")
        self.agreement = Agreement.objects.get(pk=self.agreement.pk)
        yield self.agreement.state, f"{self.agreement.number} is verzegeld en van kracht"

    def amend(self) -> Iterator[Step]:
        """A change is a new agreement that walks the same road and takes the place of the old one."""
        if not self.case.amendment:
            return
        actor, old = self.actor(self.first, Role.COORDINATOR), self.agreement
        self.agreement = archive.start_amendment(old, actor=actor, reason=self.case.amendment, is_material=True)
        yield "agreement_draft", f"{actor} begint de wijziging {self.agreement.number} van {old.number}"
        text = self.agreement.clauses.get(code="kwaliteit", route=None)
        archive.save_clause(
            self.agreement,
            actor=actor,
            code=text.code,
            route=None,
            seen_version=text.version,
            data=text.data | {"owner": "De stuurgroep van de leerroute"},
        )
        yield "agreement_filled", f"{actor} schrijft de wijziging"
        for step in (self.agree, self.ask, self.answer, self.decide, self.sign, self.seal):
            yield from step()
        yield "amended", f"{self.agreement.number} is in de plaats gekomen van {old.number}"

    def register(self) -> Iterator[Step]:
        for registration in self.route.registrations.select_related("institution__board"):
            slug = next(b.slug for b in world.BOARDS if b.number == registration.institution.board.number)
            actor = self.actor(slug, Role.REGISTRAR)
            day = localdate()
            subject.submit_registration(registration, actor=actor, submitted_on=day - timedelta(days=1))
            subject.confirm_registration(
                registration, actor=actor, confirmed_on=day, register_id=f"VOORBEELD-{registration.pk:04d}"
            )
            self.route = Route.objects.get(pk=self.route.pk)
            yield self.route.state, f"{actor} registreert {registration.institution} in RIO"

    def start(self) -> Iterator[Step]:
        from ..tasks import fire_timers

        fire_timers()
        self.route = Route.objects.get(pk=self.route.pk)
        yield self.route.state, f"de klok: {self.route} is {self.route.get_state_display()}"

    def play(self, until: str = "running") -> Iterator[Step]:
        """All steps up to and including the one in which `until` is reached."""
        steps: tuple[Callable[[], Iterator[Step]], ...] = (
            self.propose,
            self.submit,
            self.approve,
            self.start_agreement,
            self.fill_in,
            self.agree,
            self.ask,
            self.answer,
            self.decide,
            self.sign,
            self.seal,
            self.amend,
            self.register,
            self.start,
        )
        for step in steps:
            for state, sentence in step():
                yield state, sentence
                if state == until:
                    return


def line_content(line: Line, day: date) -> dict[str, object]:
    """The fields of a line, with the objects they point at."""
    total, guided, bpv = line.hours
    return {
        "establishment": Establishment.objects.get(code=f"{line.school}00"),
        "leerweg": line.leerweg,
        "profile": Profile.objects.on(day).get(slug=line.profile),
        "mbo_institution": Institution.objects.get(brin=line.mbo),
        "level": line.level,
        "qualification": Qualification.objects.on(day).get(code=line.code),
        "nominal_years": line.nominal,
        "related_motivation": line.related_motivation,
        "learning_mode": line.mode,
        "duration_years": line.years,
        "total_hours": total,
        "guided_hours": guided,
        "bpv_hours": bpv,
        **line.below_norm,
    }


def finished_document(agreement: Agreement) -> Document:
    """The document to sign, made now or by a worker that was quicker."""
    document = agreement.documents.get(kind=DocumentKind.AGREEMENT, round=agreement.round)
    finish(document.job_key)
    document.refresh_from_db()
    return document


def finish(key: str, patience: float = 120) -> None:
    """Do a job here, or wait for the worker that has it."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        job = Job.objects.get(key=key)
        if job.state == "done":
            return
        run(job.pk)
        if Job.objects.filter(key=key, state="done").exists():
            return
        time.sleep(0.2)
    raise TimeoutError(f"Job {key} was not done within {patience:.0f} seconds.")
