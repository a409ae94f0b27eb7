from django.urls import URLPattern

app_name = "leerroutes"
urlpatterns: list[URLPattern] = []
