from django.urls import path

from . import views

app_name = "web"
urlpatterns = [
    path("", views.front, name="front"),
    path("healthz", views.health, name="health"),
    path("schools/<slug:school>/", views.home, name="home"),
]
