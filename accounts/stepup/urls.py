"""Under the names that allauth looks for."""

from allauth.mfa.base.views import authenticate
from django.urls import path

from ..sessions.views import sessions
from . import views

urlpatterns = [
    path("", views.security, name="mfa_index"),
    path("inloggen/", authenticate, name="mfa_authenticate"),
    path("sessies/", sessions, name="usersessions_list"),
    path("app/", views.enrol_app, name="mfa_activate_totp"),
    path("app/verwijderen/", views.remove_app, name="mfa_deactivate_totp"),
    path("passkey/", views.enrol_passkey, name="mfa_add_webauthn"),
    path("passkey/<int:pk>/verwijderen/", views.remove_passkey, name="mfa_remove_webauthn"),
    path("noodcodes/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path("noodcodes/nieuw/", views.renew_recovery_codes, name="mfa_generate_recovery_codes"),
]
