"""The only maker of a proof in the site. The scenario and the demonstration play everybody, and make their own."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ..attempts import counted_attempt
from ..models import User
from .factors import Type, counter_of, factors_of, secret_of
from .proof import Method, NotProven, Proof
from .words import SIGNING, Words


def prove(
    user: User,
    *,
    password: str,
    code: str = "",
    credential: Mapping[str, Any] | None = None,
    words: Words = SIGNING,
    page: str = "",
) -> Proof:
    """Prove that who sends this is `user`: the password, and a code or what a passkey said to our challenge.

    Within a request, because the challenge is in the session. Raises `NotProven`, or `TooManyAttempts` after some
    failures (`accounts.attempts`). A code proves once; sent twice from one `page` (`http.sent_from`) it is one proof.
    """
    with counted_attempt(user):
        if not user.check_password(password):
            raise NotProven("password", str(words.wrong_password))
        return _by_passkey(user, credential, words) if credential else _by_code(user, code, words, page)


def _by_code(user: User, code: str, words: Words, page: str) -> Proof:
    """The code of the app, once: the number of the last code is kept with the app, so every process knows."""
    app = Authenticator.objects.select_for_update().filter(user=user, type=Type.TOTP).first()
    counter = counter_of(secret_of(app), code) if app else None
    if app is None or counter is None:
        raise NotProven("code", str(words.wrong_code))
    last, sent_from = app.data.get("proved_with", 0), sha256(page.encode()).hexdigest() if page else ""
    if sent_from and (counter, sent_from) == (last, app.data.get("proved_on")):
        return Proof(user, Method.TOTP, app.last_used_at or timezone.now())
    if counter <= last or not app.wrap().validate_code(code):
        raise NotProven("code", _("This code was used already. Wait until your app shows the next one."))
    app.data |= {"proved_with": counter, "proved_on": sent_from}
    app.last_used_at = now = timezone.now()
    app.save(update_fields=["data", "last_used_at"])
    return Proof(user, Method.TOTP, now)


def _by_passkey(user: User, credential: Mapping[str, Any], words: Words) -> Proof:
    """What the passkey signed is our challenge of this session, which is used up by it."""
    try:
        webauthn.parse_authentication_response(credential)
        passkey = webauthn.complete_authentication(user, dict(credential))
    except (ValidationError, KeyError, AttributeError) as error:
        raise NotProven("credential", str(words.wrong_passkey)) from error
    passkey.record_usage()
    return Proof(user, Method.PASSKEY, timezone.now(), detail=passkey.wrap().name)


def challenge(user: User) -> dict[str, Any] | None:
    """What a passkey of this person is asked to sign; None for who has none. The answer is kept in the session."""
    return {"request_options": webauthn.begin_authentication(user)} if factors_of(user).passkeys else None
