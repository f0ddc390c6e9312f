from django.urls import path

from . import comparing, reading, views

app_name = "asking"
urlpatterns = [
    path("ask/", views.ask, name="ask"),
    path("ask/enter/", views.enter, name="enter"),
    path("ask/counts/", views.counts, name="counts"),
    path("policy/", reading.policy, name="policy"),
    path("compare/", comparing.compare, name="compare"),
]
