from django.urls import path

from . import views
from .asking import views as asking
from .away import views as away
from .claiming import views as claiming
from .extending import views as extending
from .feeds import views as feeds
from .inbox import views as inbox
from .keeping import views as keeping
from .messages import views as messages
from .overviews import views as overviews
from .planning import views as planning
from .search import views as search
from .start import views as start
from .telling import views as telling
from .then import views as then
from .timeline import views as timeline
from .who import views as who

app_name = "workflows"

urlpatterns = [
    path("", start.start, name="start"),
    path("taken/", inbox.inbox, name="inbox"),
    path("overzicht/", overviews.overview, name="overview"),
    path("overzicht/<str:step>/", overviews.overview_step, name="overview_step"),
    path("taken/bestand/<slug:form>/", inbox.inbox_file, name="inbox_file"),
    path("overzicht/<str:step>/bestand/<slug:form>/", overviews.overview_step_file, name="overview_step_file"),
    path("taken/<int:pk>/", claiming.task, name="task"),
    path("taken/<int:pk>/langer/", extending.longer, name="more_time"),
    path("zoeken/", search.searching, name="search"),
    path("besturen/<int:pk>/", who.board, name="board"),
    path("personen/<int:pk>/", who.person, name="person"),
    path("controle/grootboek.pem", views.ledger_certificate, name="ledger_certificate"),
    path("afwezigheid/", away.absence, name="absence"),
    path("afwezigheid/<int:pk>/terug/", away.come_back, name="come_back"),
    path("afwezigheid/<int:pk>/weigeren/", away.refuse, name="refuse_absence"),
    path("berichten/", telling.notices, name="notices"),
    path("berichten/gelezen/", telling.read_all, name="read_all"),
    path("berichten/<int:pk>/gelezen/", telling.read_notice, name="read_notice"),
    path("berichten/instellingen/", telling.telling, name="telling"),
    path("beheer/mail/", telling.failing_mail, name="failing_mail"),
    path("beheer/bewaartermijnen/", keeping.terms, name="terms"),
    path("routes/<int:pk>/", views.route, name="route"),
    path("routes/<int:pk>/planning/", planning.planning, name="planning"),
    path("routes/<int:pk>/planning/<slug:step>/", planning.step, name="planning_step"),
    path("agenda/", feeds.calendars, name="calendars"),
    path("agenda/<int:pk>/intrekken/", feeds.revoke, name="revoke_calendar"),
    path("agenda/<str:secret>.ics", feeds.feed, name="calendar_feed"),
    path("routes/<int:pk>/agenda/", feeds.calendar_of_route, name="calendar_of_route"),
    path("samenwerkingen/<int:pk>/", views.cooperation, name="cooperation"),
    path("overeenkomsten/<int:pk>/", views.agreement, name="agreement"),
    path("routes/<int:pk>/berichten/", messages.of_route, name="route_messages"),
    path("overeenkomsten/<int:pk>/berichten/", messages.of_agreement, name="agreement_messages"),
    path("routes/<int:pk>/vragen/<slug:action>/", asking.of_route, name="ask_about_route"),
    path("overeenkomsten/<int:pk>/vragen/<slug:action>/", asking.of_agreement, name="ask_about_agreement"),
    path("routes/<int:pk>/toen/", then.route, name="route_then"),
    path("overeenkomsten/<int:pk>/toen/", then.agreement, name="agreement_then"),
    path("overeenkomsten/<int:pk>/tijdlijn/", timeline.timeline, name="agreement_trail"),
    path("overeenkomsten/<int:pk>/tijdlijn/<slug:form>/", timeline.timeline_file, name="agreement_trail_file"),
    path("samenwerkingen/<int:pk>/tijdlijn/", timeline.of_cooperation, name="cooperation_trail"),
    path("samenwerkingen/<int:pk>/tijdlijn/<slug:form>/", timeline.file_of_cooperation, name="cooperation_trail_file"),
    path("samenwerkingen/<int:pk>/toen/", then.cooperation, name="cooperation_then"),
    path("overeenkomsten/<int:pk>/status/", views.agreement_status, name="agreement_status"),
]
