"""For every field that could hold something about a person: for what it does, or that it does not.

A number, a date, a choice or a reference to something that is no person needs no line here. `manage.py check --deploy`
(so `make check`) fails when a field has none, or when a line is about a field that is gone.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import checks
from django.db import models

from .activities import ACCOUNTS, CONTACTS, DEEDS, SAFE, TRAIL, VIEWS, WORDS, Activity

HELD: dict[Activity, dict[str, str]] = {
    ACCOUNTS: {
        "accounts.User": "name email",
        "accounts.Membership": "user proposed_by confirmed_by refused_by refusal",
        "accounts.Absence": "user substitute recorded_by refusal",
        "accounts.User_groups": "user",
        "accounts.User_user_permissions": "user",
        "accounts.BoardUserPermission": "user",
        "workflows.SearchEntry": "person title text names words",
        "workflows.Spelling": "near word",
        "guardian.UserObjectPermission": "user",
        "account.EmailAddress": "user email",
        "viewflow.Task": "owner",
    },
    CONTACTS: {
        "leerroutes.RouteParty": "contact",
        "leerroutes.CooperationParty": "contact",
    },
    DEEDS: {
        "accounts.Mandate": "user kept_name function scope document_reference proposed_by confirmed_by refused_by "
        "refusal",
        "accounts.MandateDocument": "name reason file uploaded_by",
        "guidance.Entry": "owner",
        "guidance.EntryVersion": "made_by",
        "leerroutes.Route": "created_by",
        "leerroutes.RouteDecision": "decided_by instead_of",
        "leerroutes.RouteReason": "given_by",
        "leerroutes.Cooperation": "created_by",
        "leerroutes.InspectionAccess": "inspector granted_by purpose end_reason",
        "leerroutes.PlannedStep": "moved_by reason",
        "leerroutes.Release": "released_by reason",
        "workflows.HandOver": "before after by",
        "workflows.Question": "asker",
        "workflows.QuestionRound": "answered_by",
        "inspections.Finding": "made_by",
        "inspections.Round": "asked_by answered_by",
        "agreements.Agreement": "created_by",
        "agreements.AgreementReason": "given_by",
        "agreements.AgreementTemplate": "author",
        "agreements.Annex": "uploaded_by",
        "agreements.BoardDecision": "decided_by instead_of",
        "agreements.ClauseText": "saved_by",
        "agreements.ClauseVariant": "author",
        "agreements.Comment": "author settled_by",
        "agreements.Comment_mentioned": "user",
        "workflows.Message": "author",
        "workflows.Message_mentioned": "user",
        "agreements.Consent": "given_by",
        "agreements.Consultation": "asked_by answered_by",
        "agreements.Decline": "declined_by declined_by_name instead_of_name",
        "agreements.Evaluation": "uploaded_by",
        "agreements.LibraryVersion": "published_by",
        "agreements.MatrixDeparture": "recorded_by",
        "agreements.Notice": "given_by",
        "agreements.PrivateDraft": "saved_by",
        "agreements.Proposal": "proposed_by",
        "agreements.Revision": "file certificate_name certificate_issuer",
        "agreements.Signature": "signer signer_name instead_of instead_of_name function mandate_document "
        "mandate_file_name",
        "agreements.Reminder": "asked_by",
        "agreements.Renewal": "said_by",
        "agreements.Standpoint": "taken_by",
        "agreements.Withdrawal": "agreed_by",
    },
    WORDS: {
        "guidance.Opinion": "words person",
        "workflows.HandOver": "note",
        "workflows.Question": "title",
        "workflows.QuestionRound": "text answer",
        "leerroutes.AssociatedPartner": "name",
        "leerroutes.Cooperation": "name description",
        "leerroutes.Route": "name motivation leerwerktraject_agreement state_reason",
        "leerroutes.RouteDecision": "reason",
        "leerroutes.RouteLine": "related_motivation justification evidence schoolplan schoolgids bestuursverslag",
        "leerroutes.RouteReason": "message reason",
        "agreements.Agreement": "title legal_basis added change_reason state_reason",
        "agreements.AgreementReason": "message reason",
        "agreements.AgreementTemplate": "name answers",
        "agreements.Annex": "name title reason file",
        "agreements.BoardDecision": "reason",
        "agreements.ClauseText": "data",
        "agreements.ClauseVariant": "name data",
        "agreements.Comment": "passage body",
        "workflows.Message": "body",
        "agreements.Consultation": "other_topic carried_reason remarks letter letter_name",
        "agreements.Decline": "reason",
        "agreements.Document": "source data check_data note file",
        "agreements.Evaluation": "name conclusion reason file",
        "agreements.FrozenText": "articles",
        "agreements.LibraryVersion": "note",
        "agreements.MatrixDeparture": "proposed asked reason",
        "agreements.Notice": "grounds",
        "agreements.PrivateDraft": "data",
        "agreements.Proposal": "data text note",
        "agreements.Renewal": "reason",
        "agreements.Standpoint": "reason",
        "agreements.Withdrawal": "reason",
        "inspections.AnswerFile": "name reason file",
        "inspections.Finding": "title text place conclusion",
        "inspections.Round": "question answer",
    },
    TRAIL: {
        "audit.AuditEvent": "actor person content subject",
        "audit.CasePicture": "facts",
        "inspections.CaseFile": "asked_by file",
        "inspections.InspectionSample": "drawn_by",
        "inspections.Reading": "user",
        "jobs.Job": "arguments error reasons",
        "viewflow.Process": "data",
        "viewflow.Task": "data",
        "workflows.Choice": "person",
        "workflows.Digest": "person",
        "workflows.Notice": "person values",
        "workflows.Times": "person",
    },
    SAFE: {
        "accounts.User": "password",
        "mfa.Authenticator": "user data",
        "sessions.Session": "session_data",
        "usersessions.UserSession": "user ip user_agent data",
        "workflows.CalendarFeed": "user secret_sha256",
    },
    VIEWS: {"accounts.SavedView": "person name query"},
}

NOBODY: dict[str, str] = {
    "auth.Permission": "name codename",
    "auth.Group": "name",
    "contenttypes.ContentType": "app_label model",
    "sessions.Session": "session_key",
    "usersessions.UserSession": "session_key",
    "guardian.UserObjectPermission": "object_pk",
    "guardian.GroupObjectPermission": "object_pk",
    "account.EmailConfirmation": "key",
    "viewflow.Process": "flow_class",
    "viewflow.Task": "flow_task flow_task_type token external_task_id owner_permission owner_permission_obj_pk",
    "workflows.SearchEntry": "key place",
    "audit.AuditEvent": "case action board_name person_digest content_digest marks previous hash",
    "audit.CasePicture": "case part seen_by",
    "audit.AuditAnchor": "file root statement",
    "inspections.AnswerFile": "kind sha256",
    "inspections.CaseFile": "sha256",
    "inspections.InspectionSample": "seed filters population population_sha256 allocation",
    "inspections.Finding": "code point digest",
    "inspections.Reading": "case",
    "jobs.Job": "name key request",
    "workflows.Notice": "key case address words",
    "accounts.Board": "name number legal_form seat kvk",
    "accounts.Institution": "name brin",
    "accounts.SavedView": "listing",
    "accounts.Establishment": "code name place",
    "accounts.ParticipationBody": "name",
    "accounts.MandateDocument": "kind sha256",
    "guidance.Entry": "slug",
    "guidance.EntryVersion": "title_nl title_en text_nl text_en also source topics note",
    "guidance.EntryPlace": "key",
    "leerroutes.Route": "agreement_number suspended_from",
    "leerroutes.Profile": "source slug name abbreviation",
    "leerroutes.Domain": "source slug code name",
    "leerroutes.Qualification": "source code name",
    "leerroutes.ProfileDomain": "source",
    "leerroutes.HoursNorm": "source",
    "leerroutes.LegalReference": "source topic article",
    "leerroutes.RouteReason": "rule sha256",
    "leerroutes.RioRegistration": "register_id",
    "agreements.Agreement": "library_version template",
    "agreements.AgreementReason": "rule sha256",
    "agreements.AgreementTemplate": "clauses",
    "agreements.Annex": "kind sha256 code",
    "agreements.ClauseApproval": "code sha256",
    "agreements.ClauseText": "code",
    "agreements.ClauseVariant": "code model",
    "agreements.Comment": "code",
    "agreements.Consent": "text_sha256",
    "agreements.Consultation": "topics digests",
    "agreements.Document": "code text_sha256 base_sha256 check_sha256 sha256",
    "agreements.Evaluation": "kind sha256",
    "agreements.FrozenText": "sha256",
    "agreements.LibraryVersion": "number files sha256",
    "agreements.PrivateDraft": "code",
    "agreements.Proposal": "code sha256",
    "agreements.Revision": "sha256 previous_sha256 level certificate_sha256",
    "agreements.Signature": "mandate_file_sha256 mandate_reach document_sha256",
    "agreements.SigningRequest": "order",
    "agreements.Standpoint": "code sha256",
}
WORDY = (models.CharField, models.TextField, models.JSONField, models.FileField, models.GenericIPAddressField)


def askable() -> set[str]:
    """Every field in which something about a person could stand, as `app.Model.field`."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            person = field.related_model is get_user_model()
            if person or (isinstance(field, WORDY) and not field.choices and not field.is_relation):
                found.add(f"{model._meta.label}.{field.name}")
    return found


def held(activity: Activity) -> Iterator[str]:
    yield from _spelled(HELD[activity])


def _spelled(table: dict[str, str]) -> Iterator[str]:
    yield from (f"{model}.{name}" for model, names in table.items() for name in names.split())


@checks.register(checks.Tags.models, deploy=True)
def every_field_is_decided_on(**kwargs: object) -> list[checks.CheckMessage]:
    told = [name for table in (*HELD.values(), NOBODY) for name in _spelled(table)]
    wanted = askable()
    problems = [f"{name} has no line: for what is it kept, or is it about nobody?" for name in wanted - set(told)]
    problems += [f"{name} is not there (any more)." for name in set(told) - wanted]
    problems += [f"{name} has two lines." for name in {one for one in told if told.count(one) > 1}]
    where = "config/privacy/register.py"
    return [checks.Error(f"{where}: {problem}", id="privacy.E001") for problem in sorted(problems)]
