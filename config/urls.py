"""Every address of the site, one line per room."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from accounts.styleguide import styleguide
from config.views import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("taal/", login_not_required(set_language), name="set_language"),
    path("account/", include("allauth.account.urls")),
    path("", include("accounts.urls")),
    path("", include("leerroutes.urls")),
    path("", include("agreements.urls")),
    path("", include("workflows.urls")),
]

if settings.STYLEGUIDE:
    urlpatterns += [
        path("stijlgids/", styleguide, name="styleguide"),
        path("stijlgids/<slug:page>/", styleguide, name="styleguide_page"),
    ]
