from django.apps import AppConfig


class RulingsConfig(AppConfig):
    name = "gatepost.rulings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What this floor's entries say in the record."""
        from gatepost.records.wording import register

        from .wording import raised_words, reminded_words, ruled_words

        register("ruled", ruled_words)
        register("raised", raised_words)
        register("did_duty", "marked the duty as done")
        register("set_aside", "set the duty aside")
        register("handed_over", "handed the duty over")
        register("escalated", "passed the duty on, as it was overdue by two working days")
        register("reminded", reminded_words)
        register("made_calendar_address", "made an address for a calendar of duties")
