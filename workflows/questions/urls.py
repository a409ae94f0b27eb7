from django.urls import path

from . import views

app_name = "questions"

urlpatterns = [
    path("vraag/", views.ask, name="ask"),
    path("vragen/", views.questions, name="questions"),
    path("vragen/<int:pk>/", views.question, name="question"),
    path("vragen/<int:pk>/antwoord/", views.answer, name="answer"),
    path("vragen/<int:pk>/opnieuw/", views.ask_again, name="ask_again"),
    path("vragen/<int:pk>/intrekken/", views.withdraw, name="withdraw"),
    path("redactie/vragen/", views.shared, name="shared"),
    path("redactie/vragen/<int:pk>/", views.into_help, name="into_help"),
]
