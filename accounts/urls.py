from django.urls import path

from . import views
from .absences import views as absences
from .mandates import views as mandates

app_name = "accounts"

urlpatterns = [
    path("namens/", views.act_for, name="act_for"),
    path("beheer/", views.access, name="access"),
    path("beheer/personen/nieuw/", views.invite, name="invite"),
    path("beheer/rollen/nieuw/", views.grant_role, name="grant_role"),
    path("beheer/rollen/<int:pk>/einde/", views.end_role, name="end_role"),
    path("beheer/mandaten/nieuw/", mandates.grant_mandate, name="grant_mandate"),
    path("beheer/mandaten/<int:pk>/einde/", mandates.end_mandate, name="end_mandate"),
    path("beheer/mandaten/<int:pk>/document/", mandates.mandate_document, name="mandate_document"),
    path("beheer/besturen/<int:pk>/afwezigheid/", absences.absence_of, name="absence_of"),
    path("beheer/organen/nieuw/", views.record_body, name="record_body"),
    path("beheer/organen/<int:pk>/", views.change_body, name="change_body"),
]
