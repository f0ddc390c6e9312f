"""The app, and what its own entries say."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "gatepost.records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .models import Evidence
        from .named_files import register_files
        from .wording import register

        register_files(Evidence, "digest")
        register("added_evidence", "added a file as evidence")
        register("erased_text", "erased the words of entry {entry}, because: {because}")
        register("checked_record", "had the record checked; entries: {entries}, problems: {problems}")
        register("exported_checkpoint", "took away a checkpoint of the record as of entry {number}")
