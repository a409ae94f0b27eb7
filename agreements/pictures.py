"""What an agreement is made of, for time travel: everything that is for all parties, and nothing of a board's own.

Long texts are told by their digest, and shown from the row that holds them when they still have it.
"""

from django.db.models import Q

from accounts.pictures import NO_PATH
from audit.pictures import Rows, leave_out, register
from leerroutes.pictures import COUNTS_SAVES

from .models import (
    Agreement,
    AgreementParty,
    AgreementReason,
    AgreementRoute,
    AgreementTemplate,
    Annex,
    BoardDecision,
    ClauseApproval,
    ClauseText,
    ClauseVariant,
    Comment,
    Consent,
    Consultation,
    Decline,
    Document,
    Evaluation,
    FrozenText,
    LibraryVersion,
    MatrixDeparture,
    Notice,
    PrivateDraft,
    Proposal,
    Reminder,
    Renewal,
    Revision,
    Signature,
    SigningRequest,
    Standpoint,
    Withdrawal,
)
from .states import Audience

PLACE = ("code", "route_id")
"""An article, and the route when there is one for each route."""

IN_ITS_KEY = "stands in its key"
BY_NUMBER = "the person is told by number; the name of that day stands in the row itself"

register(
    "agreement",
    Rows("", Agreement, without={"version": COUNTS_SAVES}),
    Rows("parties", AgreementParty, of="agreement", key=("board_id",)),
    Rows("routes", AgreementRoute, of="agreement", key=("route_id",)),
    Rows("clauses", ClauseText, of="agreement", key=PLACE),
    Rows(
        "proposals",
        Proposal,
        of="agreement",
        key=PLACE,
        without={"data": "the same answers stand in the article", "text": "told by its digest; stands in the proposal"},
    ),
    Rows("standpoints", Standpoint, of="agreement", key=(*PLACE, "board_id")),
    Rows("comments", Comment, of="agreement", only=Q(audience=Audience.EVERYBODY)),
    Rows("consents", Consent, of="agreement"),
    Rows("reasons", AgreementReason, of="agreement"),
    Rows(
        "texts",
        FrozenText,
        of="agreement",
        without={"articles": "told by its digest; stands in the kept text"},
    ),
    Rows(
        "consultations",
        Consultation,
        of="agreement",
        without={"letter": NO_PATH},
    ),
    Rows("departures", MatrixDeparture, of="agreement", whole=("proposed", "asked")),
    Rows("decisions", BoardDecision, of="agreement"),
    Rows(
        "approvals",
        ClauseApproval,
        of="decision__agreement",
        key=("decision_id", *PLACE),
        without=dict.fromkeys(("decision", "code", "route"), IN_ITS_KEY),
    ),
    Rows("requests", SigningRequest, of="agreement"),
    Rows("renewals", Renewal, of="request__agreement"),
    Rows("reminders", Reminder, of="request__agreement"),
    Rows("annexes", Annex, of="agreement", without={"file": NO_PATH}),
    Rows("evaluations", Evaluation, of="agreement", without={"file": NO_PATH}),
    Rows(
        "documents",
        Document,
        of="agreement",
        without={
            "source": "what the file is made of; the words are told by text_sha256, the file by sha256",
            "data": "what the file is made of",
            "check_data": "what the file is made of",
            "file": NO_PATH,
        },
    ),
    Rows("signatures", Signature, of="agreement", without=dict.fromkeys(("signer_name", "instead_of_name"), BY_NUMBER)),
    Rows("revisions", Revision, of="document__agreement", without={"file": NO_PATH}),
    Rows(
        "declines",
        Decline,
        of="agreement",
        without=dict.fromkeys(("declined_by_name", "instead_of_name"), BY_NUMBER),
    ),
    Rows("withdrawals", Withdrawal, of="agreement"),
    Rows("notices", Notice, of="agreement"),
)

leave_out(
    {
        PrivateDraft: "private to one board until it is on the table",
        ClauseVariant: "private to one board",
        AgreementTemplate: "of the platform or private to one board; an agreement keeps a copy of what it began with",
        LibraryVersion: "written once and never changed, by triggers; an agreement names the version it rests on",
    }
)
