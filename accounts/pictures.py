"""What the register tells of a board and of a person: who held which role, mandate and absence, and when."""

from django.db.models import Q

from audit.pictures import Rows, leave_out, register

from .models import (
    Absence,
    Board,
    BoardUserPermission,
    Establishment,
    Institution,
    Mandate,
    MandateDocument,
    Membership,
    ParticipationBody,
    SavedView,
    User,
)

NO_PATH = "where the bytes are kept is nobody's business; they are told by their digest"

register(
    "board",
    Rows("", Board),
    Rows("bodies", ParticipationBody, of="board"),
    Rows("memberships", Membership, of="board"),
    Rows(
        "mandates",
        Mandate,
        of="board",
        without={"first_used": "told by the first signature under it, in the agreement that was signed"},
    ),
    Rows("mandate_documents", MandateDocument, of="mandate__board", without={"file": NO_PATH}),
    Rows("absences", Absence, of="board"),
)

register(
    "user",
    Rows(
        "",
        User,
        without={
            "password": "a secret",  # nosec
            "last_login": "no content: reading and logging in are told by events of their own",
            "is_superuser": "not used: rights come from memberships",
            "is_staff": "not used: rights come from memberships",
            "groups": "not used: rights come from memberships",
            "user_permissions": "not used: rights come from memberships",
        },
    ),
    Rows("memberships", Membership, of="user", only=Q(board=None)),
)

leave_out(
    {
        BoardUserPermission: "derived from the memberships; `rebuild_permissions --check` compares them",
        Institution: "a register of DUO that is loaded, not a case; a corrected region is told by its event",
        Establishment: "a register of DUO that is loaded, not a case",
        SavedView: "how somebody likes to look at a list; it changes no case",
    }
)
