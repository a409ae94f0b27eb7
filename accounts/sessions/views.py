"""Getting in, and out again: choosing a password by a link, and where one is logged in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ResetPasswordKeyForm, default_token_generator
from allauth.account.views import PasswordResetFromKeyView
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from audit.services import record

from ..actors import Actor
from ..forms import is_key
from ..http import MemberRequest
from ..models import User
from ..pages import show_and_act
from .services import end_sessions


@never_cache
@show_and_act
def sessions(request: MemberRequest) -> HttpResponse:
    """Where one is logged in. POST logs out in one other session (`session`), or in all others."""
    if request.method == "POST":
        return _log_out(request)
    found = UserSession.objects.filter(user=request.user, session_key__in=_alive()).order_by("-created_at")
    rows = [{"session": one, "is_here": one.session_key == request.session.session_key} for one in found]
    return render(request, "accounts/sessions.html", {"rows": rows, "others": any(not row["is_here"] for row in rows)})


def _alive() -> QuerySet[Any, Any]:
    """Keys of the sessions that did not expire; the list keeps those that did until the next login."""
    return Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")


def _log_out(request: MemberRequest) -> HttpResponse:
    chosen = request.POST.get("session", "")
    only = int(chosen) if is_key(chosen) else None
    here = request.session.session_key or ""
    number = end_sessions(request.user, actor=request.actor, only=only, but=here) if not chosen or only else 0
    told = ngettext("Logged out in %(number)d other place.", "Logged out in %(number)d other places.", number)
    messages.success(request, told % {"number": number} if number else _("There was nothing to log out of."))
    return redirect("usersessions_list")


class ChooseOnce(PasswordResetFromKeyView):
    """The link of an invitation or a forgotten password. Of two who use it in the same second, one is first."""

    def form_valid(self, form: ResetPasswordKeyForm) -> HttpResponse:
        with transaction.atomic():
            user = User.objects.select_for_update(no_key=True).get(pk=form.user.pk)
            if not default_token_generator.check_token(user, self.key):
                return render(self.request, self.template_name, self.get_context_data(token_fail=True))
            form.user = user
            response: HttpResponse = super().form_valid(form)
            record("accounts.password_chosen", actor=Actor(user=user, board=None), case=user)
        return response


choose_once = ChooseOnce.as_view()
