from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "gatepost.web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .forms import speak_plainly

        speak_plainly()
