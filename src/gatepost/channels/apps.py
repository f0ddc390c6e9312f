"""The app: what its entries in the record say, and what follows for accounts when somebody leaves."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "gatepost.channels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gatepost.records.copies import register_copy
        from gatepost.records.wording import register
        from gatepost.schools.services.leaving import LEAVING

        from .models import Application, SettingsCheck
        from .services.leavers import person_leaves
        from .wording import SENTENCES

        LEAVING.append(person_leaves)
        register_copy(Application, "reason")
        register_copy(SettingsCheck, "found", about="account")
        for verb, words in SENTENCES.items():
            register(verb, words)
