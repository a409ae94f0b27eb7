from django.urls import path

from . import views

app_name = "guidance"

urlpatterns = [
    path("", views.index, name="index"),
    path("begrippen/", views.glossary, name="glossary"),
    path("<slug:slug>/", views.entry, name="entry"),
    path("<slug:slug>/geholpen/", views.helped, name="helped"),
]
