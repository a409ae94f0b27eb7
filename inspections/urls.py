from django.urls import path

from .views import accesses, releasing

app_name = "inspections"

urlpatterns = [
    path("toegang/", accesses.accesses, name="accesses"),
    path("toegang/nieuw/", accesses.grant, name="grant"),
    path("toegang/<int:pk>/einde/", accesses.end, name="end"),
    path("routes/<int:pk>/openstellen/", releasing.release, name="release"),
]
