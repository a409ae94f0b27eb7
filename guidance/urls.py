from django.urls import path

from .views import editing, reading

app_name = "guidance"

urlpatterns = [
    path("", reading.index, name="index"),
    path("begrippen/", reading.glossary, name="glossary"),
    path("redactie/", editing.review, name="review"),
    path("redactie/nieuw/", editing.new, name="new"),
    path("<slug:slug>/bewerken/", editing.edit, name="edit"),
    path("<slug:slug>/beheer/", editing.keep, name="keep"),
    path("<slug:slug>/versies/", editing.versions, name="versions"),
    path("<slug:slug>/", reading.entry, name="entry"),
    path("<slug:slug>/geholpen/", reading.helped, name="helped"),
]
