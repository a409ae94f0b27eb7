"""Logging in, and what needs no login: who is shown each address, and who may act."""

from __future__ import annotations

from typing import Any

from workflows.demo import world

from ..company import EVERYBODY, PEOPLE, VISITOR, WITH_APP
from ..rows import Row, look, page
from ..stage import Stage


def wrong_key(stage: Stage) -> tuple[Any, ...]:
    return ("1", "geen-sleutel")


def no_passkey(stage: Stage) -> tuple[Any, ...]:
    """A passkey that nobody has."""
    return (10**6,)


LOGGING_IN = {"login": "inspecteur@leerroutes.example", "password": world.PASSWORD}


NEW_PASSWORD = {"oldpassword": world.PASSWORD, "password1": "vijf-groene-bomen", "password2": "vijf-groene-bomen"}


FORGOTTEN = {"email": "inspecteur@leerroutes.example"}


# fmt: off
ROWS = [
    # Logging in, and what needs no login
    Row("account_login", get=VISITOR, post=EVERYBODY, fill=LOGGING_IN, form=False, otherwise=302, trace=False),
    Row("account_logout", get=PEOPLE, post=EVERYBODY, form=False, otherwise=302, trace=False),
    Row("account_signup", get=VISITOR, post=VISITOR, form=False, answer=200, otherwise=302, trace=False),
    page("account_inactive", None, EVERYBODY),
    Row("account_reauthenticate", get=PEOPLE, post=PEOPLE, fill={"password": world.PASSWORD}, trace=False),
    Row("account_change_password", get=PEOPLE, post=PEOPLE, fill=NEW_PASSWORD, trace=False),
    page("mfa_index", None, PEOPLE),
    Row("usersessions_list", get=PEOPLE, post=PEOPLE, form=False, trace=False),
    Row("mfa_authenticate", get=EVERYBODY, post=EVERYBODY, shows=302, form=False, trace=False),

    # Behind these the password is asked first; tests/accounts/test_step_up.py goes on from there.
    Row("mfa_activate_totp", get=PEOPLE, post=PEOPLE, shows=302, form=False, trace=False),
    Row("mfa_deactivate_totp", get=WITH_APP, post=WITH_APP, shows=302, form=False, trace=False),
    Row("mfa_add_webauthn", get=PEOPLE, post=PEOPLE, shows=302, form=False, trace=False),
    Row("mfa_remove_webauthn", no_passkey, get=PEOPLE, post=PEOPLE, shows=302, form=False, trace=False),
    Row("mfa_view_recovery_codes", get=PEOPLE, post=PEOPLE, shows=302, form=False, trace=False),
    Row("mfa_generate_recovery_codes", get=PEOPLE, post=PEOPLE, shows=302, form=False, trace=False),
    Row("account_reset_password", get=EVERYBODY, post=EVERYBODY, fill=FORGOTTEN, trace=False),
    page("account_reset_password_done", None, EVERYBODY),
    look("account_reset_password_from_key", wrong_key, EVERYBODY, get=EVERYBODY),
    page("account_reset_password_from_key_done", None, EVERYBODY),
    Row("set_language", get=EVERYBODY, shows=302, post=EVERYBODY, fill={"language": "nl"}, form=False, trace=False),
    page("healthz", None, EVERYBODY),
    page("readyz", None, EVERYBODY),
    Row("metrics", get=EVERYBODY, shows=404),
    page("security_txt", None, EVERYBODY),
    page("privacy", None, EVERYBODY),
    page("accessibility", None, EVERYBODY),
    Row("choose_theme", post=EVERYBODY, fill={"theme": "dark"}, form=False, otherwise=302, trace=False),
]
# fmt: on
