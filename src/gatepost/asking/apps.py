from django.apps import AppConfig


class AskingConfig(AppConfig):
    name = "gatepost.asking"
    default_auto_field = "django.db.models.BigAutoField"
