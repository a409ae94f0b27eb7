"""The site, and beside it the bare view that its pages are measured against."""

from django.urls import path

from config.urls import urlpatterns as site

from . import bare

urlpatterns = [path("bare/<int:number>/", bare.view), *site]
