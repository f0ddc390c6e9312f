"""The app: what its entries in the record say, and what follows for posts when a permission changes."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "gatepost.publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gatepost.records.copies import register_copy
        from gatepost.records.named_files import register_files
        from gatepost.records.wording import register
        from gatepost.schools.services.image_permissions import PERMISSION_CHANGED

        from .models import Picture, Post, TakeDown
        from .services.changed_permissions import permission_changed
        from .wording import SENTENCES

        PERMISSION_CHANGED.append(permission_changed)
        register_files(Picture, "kept", "digest", school="post__school")
        register_copy(Post, "reason")
        register_copy(Post, "corrects_because")
        register_copy(Post, "corrects_because", about="corrects")
        register_copy(TakeDown, "reason", about="post")
        for verb, words in SENTENCES.items():
            register(verb, words)
