from django.urls import path

from .views import changing, checking, cooperating, cooperation_steps, deciding, lines, listing, proposing, registering

app_name = "leerroutes"

urlpatterns = [
    path("routes/", listing.routes, name="list"),
    path("routes/bestand/<slug:form>/", listing.routes_file, name="list_file"),
    path("routes/nieuw/", proposing.create, name="create"),
    path("routes/<int:pk>/bewerken/", proposing.edit, name="edit"),
    path("routes/<int:pk>/lijnen/nieuw/", lines.add, name="line_add"),
    path("routes/<int:pk>/lijnen/<int:number>/", lines.edit, name="line_edit"),
    path("routes/<int:pk>/lijnen/<int:number>/verwijderen/", lines.remove, name="line_remove"),
    path("routes/<int:pk>/toets/", checking.checks, name="checks"),
    path("routes/<int:pk>/toets.json", checking.checks_json, name="checks_json"),
    path("routes/<int:pk>/indienen/", deciding.submit, name="submit"),
    path("routes/<int:pk>/besluit/", deciding.decide, name="decide"),
    path("routes/<int:pk>/intrekken/", changing.withdraw, name="withdraw"),
    path("routes/<int:pk>/opschorten/", changing.suspend, name="suspend"),
    path("routes/<int:pk>/hervatten/", changing.resume, name="resume"),
    path("routes/<int:pk>/afbouwen/", changing.wind_down, name="wind_down"),
    path("routes/<int:pk>/beeindigen/", changing.end, name="end"),
    path("registraties/<int:pk>/", registering.register, name="register"),
    path("samenwerkingen/", cooperating.cooperations, name="cooperations"),
    path("samenwerkingen/nieuw/", cooperating.record, name="cooperation_record"),
    path("samenwerkingen/<int:pk>/bewerken/", cooperating.change, name="cooperation_change"),
    path("samenwerkingen/<int:pk>/bevestigen/", cooperation_steps.confirm, name="cooperation_confirm"),
    path("samenwerkingen/<int:pk>/afmelden/", cooperation_steps.leave, name="cooperation_leave"),
    path("samenwerkingen/<int:pk>/beeindigen/", cooperation_steps.end, name="cooperation_end"),
    path("samenwerkingen/<int:pk>/route/", cooperation_steps.upgrade, name="cooperation_upgrade"),
]
