"""Pages about one's own second factor. allauth's views, which ask the password again, with pages of our own."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..http import MemberRequest, safe_address
from ..roles import PROVEN_ROLES
from .factors import factors_of

GOING_BACK = "after_second_factor"


@require_safe
def security(request: MemberRequest) -> HttpResponse:
    """What somebody has beside a password. Who was led here from elsewhere (`next`) is led back once there is one."""
    if address := safe_address(request, request.GET.get("next", "")):
        request.session[GOING_BACK] = address
    must = settings.SECOND_FACTOR_AT_LOGIN and any(PROVEN_ROLES & actor.roles for actor in request.capacities)
    context = {"factors": factors_of(request.user), "back": request.session.get(GOING_BACK, ""), "must": must}
    return render(request, "mfa/index.html", context)


class EnrolApp(ActivateTOTPView):
    """Read the secret with an app, and show that it worked by giving the first code."""

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields["code"].label = _("Code from your app")
        del form.fields["code"].widget.attrs["placeholder"]
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
        return context | {"secret": groups, "qr": inline(context["totp_svg"])}


def inline(svg: str) -> SafeString:
    """The drawing itself, without what only a file needs. It is made of our own words, and holds no style or script."""
    return mark_safe(svg[svg.index("<svg") :])  # nosec # drawn by us, out of squares


class RemoveApp(DeactivateTOTPView):
    template_name = "mfa/remove.html"


class RemovePasskey(RemoveWebAuthnView):
    template_name, success_url = "mfa/remove.html", reverse_lazy("mfa_index")


@method_decorator([reauthentication_required(app="allauth.mfa"), never_cache], name="dispatch")
class RecoveryCodes(ViewRecoveryCodesView):
    """Codes to log in with when the telephone is gone. Shown to who gave the password just now."""


enrol_app = EnrolApp.as_view()
remove_app = RemoveApp.as_view()
enrol_passkey = AddWebAuthnView.as_view()
remove_passkey = RemovePasskey.as_view()
recovery_codes = RecoveryCodes.as_view()
renew_recovery_codes = GenerateRecoveryCodesView.as_view()
