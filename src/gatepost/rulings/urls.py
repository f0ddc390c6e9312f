from django.urls import path

from . import feeds, views

app_name = "rulings"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("all/", views.everyones, name="all"),
    path("calendar/", feeds.calendar, name="calendar"),
    path("calendar/reset/", feeds.reset_calendar, name="reset-calendar"),
    path("rulings/<int:pk>/", views.ruling, name="ruling"),
    path("<int:pk>/", views.duty, name="duty"),
    path("<int:pk>/do/", views.do, name="do"),
    path("<int:pk>/hand-over/", views.hand_over, name="hand-over"),
    path("<int:pk>/set-aside/", views.set_aside, name="set-aside"),
    path("<int:pk>/evidence/", views.evidence, name="evidence"),
]
