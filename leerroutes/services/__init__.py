"""The verbs of the subject. Nothing outside changes a route."""

from .contracting import contract_route, cover_route, move_route, readmit_board, release_board, uncover_route
from .cooperation import (
    change_cooperation,
    confirm_cooperation,
    end_cooperation,
    leave_cooperation,
    record_cooperation,
    upgrade_cooperation,
)
from .inspecting import end_access, grant_access, release_to_inspectors, revoke_release
from .lifecycle import (
    approve_route,
    end_route,
    reject_route,
    resume_route,
    send_back_route,
    start_route,
    stop_route,
    submit_route,
    suspend_route,
    wind_down_route,
    withdraw_route,
)
from .planning import move_step
from .proposal import change_route, propose_route, remove_line, save_line
from .registration import confirm_registration, submit_registration

__all__ = [
    "approve_route",
    "change_cooperation",
    "change_route",
    "confirm_cooperation",
    "confirm_registration",
    "contract_route",
    "cover_route",
    "end_cooperation",
    "end_route",
    "leave_cooperation",
    "move_route",
    "move_step",
    "propose_route",
    "readmit_board",
    "release_board",
    "record_cooperation",
    "reject_route",
    "remove_line",
    "resume_route",
    "save_line",
    "send_back_route",
    "start_route",
    "stop_route",
    "submit_registration",
    "submit_route",
    "suspend_route",
    "uncover_route",
    "upgrade_cooperation",
    "wind_down_route",
    "withdraw_route",
    "end_access",
    "grant_access",
    "release_to_inspectors",
    "revoke_release",
]
