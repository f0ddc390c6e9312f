"""The addresses of the record."""

from django.urls import path

from . import views

app_name = "records"
urlpatterns = [
    path("", views.record, name="record"),
    path("entries/<int:number>/", views.entry, name="entry"),
    path("entries/<int:number>/erase/", views.erase, name="erase"),
    path("check/", views.check, name="check"),
    path("checkpoints/", views.checkpoints, name="checkpoints"),
    path("checkpoints/export/", views.export_checkpoint, name="export_checkpoint"),
    path("evidence/<int:pk>/", views.evidence, name="evidence"),
]
