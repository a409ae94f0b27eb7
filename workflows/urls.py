from django.urls import path

from . import views

app_name = "workflows"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("routes/<int:pk>/", views.route, name="route"),
    path("samenwerkingen/<int:pk>/", views.cooperation, name="cooperation"),
    path("overeenkomsten/<int:pk>/", views.agreement, name="agreement"),
    path("overeenkomsten/<int:pk>/status/", views.agreement_status, name="agreement_status"),
]
