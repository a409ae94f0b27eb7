from django.urls import path

from . import views
from .absences import views as absences
from .granting import views as granting
from .listing import views as listing
from .mandates import views as mandates
from .models import Mandate, Membership
from .persons import views as persons
from .resetting import views as resetting

app_name = "accounts"

urlpatterns = [
    path("namens/", views.act_for, name="act_for"),
    path("beheer/", views.access, name="access"),
    path("beheer/personen/nieuw/", views.invite, name="invite"),
    path("beheer/personen/<int:pk>/tweede-factor/", resetting.reset, name="reset_second_factor"),
    path("beheer/rollen/nieuw/", views.grant_role, name="grant_role"),
    path("beheer/rollen/<int:pk>/einde/", views.end_role, name="end_role"),
    path("beheer/mandaten/nieuw/", mandates.grant_mandate, name="grant_mandate"),
    path("beheer/mandaten/<int:pk>/einde/", mandates.end_mandate, name="end_mandate"),
    path("beheer/mandaten/<int:pk>/document/", mandates.mandate_document, name="mandate_document"),
    path("beheer/besturen/<int:pk>/afwezigheid/", absences.absence_of, name="absence_of"),
    path("beheer/organen/nieuw/", views.record_body, name="record_body"),
    path("beheer/organen/<int:pk>/", views.change_body, name="change_body"),
    path("beheer/scholen/<int:pk>/regio/", views.school_region, name="school_region"),
    path("beheer/personen/<int:pk>/wissen/", persons.erase, name="erase_person"),
    path("account/gegevens/", persons.own_data, name="own_data"),
    path("lijsten/weergaven/", listing.views, name="views"),
    path("lijsten/<slug:key>/weergave/", listing.keep, name="keep_view"),
    path("toegang/", granting.waiting, name="waiting"),
    path("toegang/rollen/<int:pk>/", granting.confirm, {"kind": Membership}, name="confirm_role"),
    path("toegang/rollen/<int:pk>/weigeren/", granting.refuse, {"kind": Membership}, name="refuse_role"),
    path("toegang/mandaten/<int:pk>/", granting.confirm, {"kind": Mandate}, name="confirm_mandate"),
    path("toegang/mandaten/<int:pk>/weigeren/", granting.refuse, {"kind": Mandate}, name="refuse_mandate"),
    path("toegang/mandaten/<int:pk>/document/", granting.document, name="waiting_document"),
]
