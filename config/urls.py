"""Every address of the site, one line per room."""

from allauth.account import urls as allauth
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.i18n import set_language

from accounts.sessions.views import choose_once
from accounts.styleguide import styleguide
from config.accessibility.views import show as accessibility
from config.privacy.views import register
from config.themes import choose
from config.views import healthz, numbers, readyz, security_txt

# An administrator invites, and the address is the name: nobody adds or changes one alone.
NOT_OURS = {
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_set_password",
    "account_confirm_login_code",
    "account_reset_password_from_key",
}
account = [entry for entry in allauth.urlpatterns if entry.name not in NOT_OURS]
account.append(
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        choose_once,
        name="account_reset_password_from_key",
    )
)

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", numbers, name="metrics"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("privacy/", register, name="privacy"),
    path("toegankelijkheid/", accessibility, name="accessibility"),
    path("taal/", login_not_required(set_language), name="set_language"),
    path("weergave/", choose, name="choose_theme"),
    path("account/", include(account)),
    path("account/beveiliging/", include("accounts.stepup.urls")),
    path("", include("accounts.urls")),
    path("hulp/", include("workflows.questions.urls")),
    path("hulp/", include("guidance.urls")),
    path("", include("leerroutes.urls")),
    path("", include("agreements.urls")),
    path("", include("workflows.urls")),
    path("inspectie/", include("inspections.urls")),
]

if settings.STYLEGUIDE:
    urlpatterns += [
        path("stijlgids/", styleguide, name="styleguide"),
        path("stijlgids/<slug:page>/", styleguide, name="styleguide_page"),
    ]
