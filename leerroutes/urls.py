from django.urls import path

from .views import changing, checking, deciding, lines, listing, proposing, registering

app_name = "leerroutes"

urlpatterns = [
    path("routes/", listing.routes, name="list"),
    path("routes/nieuw/", proposing.create, name="create"),
    path("routes/<int:pk>/bewerken/", proposing.edit, name="edit"),
    path("routes/<int:pk>/lijnen/nieuw/", lines.add, name="line_add"),
    path("routes/<int:pk>/lijnen/<int:number>/", lines.edit, name="line_edit"),
    path("routes/<int:pk>/lijnen/<int:number>/verwijderen/", lines.remove, name="line_remove"),
    path("routes/<int:pk>/toets/", checking.checks, name="checks"),
    path("routes/<int:pk>/indienen/", deciding.submit, name="submit"),
    path("routes/<int:pk>/besluit/", deciding.decide, name="decide"),
    path("routes/<int:pk>/intrekken/", changing.withdraw, name="withdraw"),
    path("routes/<int:pk>/opschorten/", changing.suspend, name="suspend"),
    path("routes/<int:pk>/hervatten/", changing.resume, name="resume"),
    path("routes/<int:pk>/afbouwen/", changing.wind_down, name="wind_down"),
    path("routes/<int:pk>/beeindigen/", changing.end, name="end"),
    path("registraties/<int:pk>/", registering.register, name="register"),
]
