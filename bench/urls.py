"""The site, and beside it the views that its pages are measured against."""

from django.urls import path

from config.urls import urlpatterns as site

from . import bare, stock

urlpatterns = [path("bare/<int:number>/", bare.view), path("stock/", stock.queue), *site]
