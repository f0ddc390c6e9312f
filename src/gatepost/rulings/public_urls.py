"""The address that needs no sign-in: a calendar's own secret."""

from django.urls import path

from . import feeds

app_name = "calendar"
urlpatterns = [path("<str:token>.ics", feeds.feed, name="feed")]
