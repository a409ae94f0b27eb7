from django.urls import path

from .findings.views import acting, reading
from .views import accesses, files, overview, releasing, route, samples, trail

app_name = "inspections"

urlpatterns = [
    path("overzicht/", overview.overview, name="overview"),
    path("overzicht/<slug:form>/", overview.overview_file, name="overview_file"),
    path("steekproeven/", samples.samples, name="samples"),
    path("steekproeven/nieuw/", samples.draw_sample, name="draw_sample"),
    path("steekproeven/<int:pk>/", samples.sample, name="sample"),
    path("steekproeven/<int:pk>/verslag/", samples.sample_report, name="sample_report"),
    path("steekproeven/<int:pk>/opnieuw/", samples.sample_again, name="sample_again"),
    path("steekproeven/<int:pk>/lijst/<slug:form>/", samples.sample_file, name="sample_file"),
    path("toegang/", accesses.accesses, name="accesses"),
    path("toegang/nieuw/", accesses.grant, name="grant"),
    path("toegang/<int:pk>/einde/", accesses.end, name="end"),
    path("routes/<int:pk>/", route.route, name="route"),
    path("routes/<int:pk>/dossier/", files.case_file, name="file"),
    path("dossiers/<int:pk>/", files.case_file_content, name="file_content"),
    path("routes/<int:pk>/openstellen/", releasing.release, name="release"),
    path("routes/<int:pk>/tijdlijn/", trail.trail, name="trail"),
    path("routes/<int:pk>/tijdlijn/<slug:form>/", trail.trail_file, name="trail_file"),
    path("bevindingen/", reading.findings, name="findings"),
    path("routes/<int:pk>/bevindingen/nieuw/", acting.make, name="finding_make"),
    path("bevindingen/<int:pk>/", reading.finding, name="finding"),
    path("bevindingen/<int:pk>/antwoord/", acting.answer, name="finding_answer"),
    path("bevindingen/<int:pk>/opnieuw/", acting.ask_again, name="finding_ask_again"),
    path("bevindingen/<int:pk>/afsluiten/", acting.close, name="finding_close"),
    path("bevindingen/<int:pk>/intrekken/", acting.withdraw, name="finding_withdraw"),
    path("bevindingen/<int:pk>/bestand/<int:number>/", reading.answer_file, name="finding_file"),
]
