"""How the pages look: as the device says, light, dark, or with high contrast. Kept in a cookie, for anybody."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

COOKIE = "weergave"
A_YEAR = 365 * 24 * 60 * 60


class Theme(TextChoices):
    """What `data-theme` on the page says; static/css/tokens.css has the colours."""

    DEVICE = "", _("Colours of your device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")
    CONTRAST = "contrast", _("High contrast")


def chosen(request: HttpRequest) -> Theme:
    """Anything else than one of ours counts as nothing."""
    told = request.COOKIES.get(COOKIE, "")
    return Theme(told) if told in Theme.values else Theme.DEVICE


def theme(request: HttpRequest) -> dict[str, Any]:
    """For every page: `theme`, and `themes` to choose from."""
    now = chosen(request)
    return {"theme": now.value, "themes": [(one.value, one.label, one == now) for one in Theme]}


@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember it in this browser, and go back to the page."""
    wanted, back = request.POST.get("theme", ""), request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    if wanted in Theme.values and wanted:
        response.set_cookie(COOKIE, wanted, max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
