"""Pages that belong to no room."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from . import metrics, readiness


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say ok when this process answers. Who finds it silent starts it again."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Can it do its work? If not, nobody is sent here for a while; starting it again would not help."""
    found = readiness.answers()
    return JsonResponse(found, status=200 if all(found.values()) else 503)


@login_not_required
@never_cache
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """For Prometheus, which knows METRICS_TOKEN. For everybody else there is no such page."""
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    if not settings.METRICS_TOKEN or not constant_time_compare(request.headers.get("Authorization", ""), wanted):
        raise Http404
    return HttpResponse(metrics.page(), content_type=CONTENT_TYPE_LATEST)


SECURITY_TXT_DAYS = 180


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a leak (RFC 9116). It is made anew every day, so it cannot pass its own date."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    last_day = timezone.now().astimezone(UTC).date() + timedelta(days=SECURITY_TXT_DAYS)
    lines = {
        "Contact": settings.SECURITY_CONTACT,
        "Expires": f"{datetime.combine(last_day, time()):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages": "nl, en",
        "Canonical": f"{settings.BASE_URL}{reverse('security_txt')}",
    }
    return HttpResponse(
        "".join(f"{name}: {value}\n" for name, value in lines.items()), content_type="text/plain; charset=utf-8"
    )
