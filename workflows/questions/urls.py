from django.urls import path

from .views import acting, editing, reading

app_name = "questions"

urlpatterns = [
    path("vraag/", acting.ask, name="ask"),
    path("vragen/", reading.questions, name="questions"),
    path("vragen/<int:pk>/", reading.question, name="question"),
    path("vragen/<int:pk>/antwoord/", acting.answer, name="answer"),
    path("vragen/<int:pk>/opnieuw/", acting.ask_again, name="ask_again"),
    path("vragen/<int:pk>/intrekken/", acting.withdraw, name="withdraw"),
    path("redactie/vragen/", editing.shared, name="shared"),
    path("redactie/vragen/<int:pk>/", editing.into_help, name="into_help"),
]
