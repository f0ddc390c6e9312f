"""What needs no sign-in: a parent answers by a link."""

from django.urls import path

from .views import parents

app_name = "permission"
urlpatterns = [
    path("thank-you/", parents.thanks, name="thanks"),
    path("<str:token>/", parents.answer, name="answer"),
]
