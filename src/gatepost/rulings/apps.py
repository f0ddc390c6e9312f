from django.apps import AppConfig


class RulingsConfig(AppConfig):
    name = "gatepost.rulings"
    default_auto_field = "django.db.models.BigAutoField"
