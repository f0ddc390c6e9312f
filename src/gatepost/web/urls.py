from django.urls import path

from . import demonstration, views

app_name = "web"
urlpatterns = [
    path("", views.front, name="front"),
    path("gallery/", demonstration.gallery, name="gallery"),
    path("be/", demonstration.be, name="be"),
    path("be/<int:person>/", demonstration.become, name="become"),
    path("outbox/", demonstration.outbox, name="outbox"),
    path("schools/<slug:school>/", views.home, name="home"),
]
