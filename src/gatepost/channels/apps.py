from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "gatepost.channels"
    default_auto_field = "django.db.models.BigAutoField"
