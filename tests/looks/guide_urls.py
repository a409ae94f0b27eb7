"""The addresses of the site in development: with the style guide, that production and the other tests do not have."""

from __future__ import annotations

from django.urls import path

from accounts.styleguide import styleguide
from config import urls

urlpatterns = [
    *urls.urlpatterns,
    path("stijlgids/", styleguide, name="styleguide"),
    path("stijlgids/<slug:page>/", styleguide, name="styleguide_page"),
]
