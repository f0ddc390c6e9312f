"""The app, and what its entries in the record say."""

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "gatepost.schools"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gatepost.records.wording import register

        from .roles import Permission

        register("founded", "entered the school")
        register("adopted", "put the policy {pack} in force from {from_day}")
        register("days_added", "entered the days from {first_day} to {last_day}")
        register("days_removed", "took out the days from {first_day} to {last_day}")
        register("joined", "entered them as somebody new: {kind}")
        register("person_changed", "changed {changed}")
        register("parents_set", "changed who can give permission for them")
        register("let_in", "let them sign in")
        register("shut_out", "took away their sign-in")
        register("left", "recorded that their last day here is {last_day}")
        register("came_back", "recorded that they are here again from {on}")
        register("post_given", "gave them the post of {role}, from {from_day}")
        register("post_ended", "ended their post of {role}; the last day is {last_day}")
        register("links_sent", "sent parents the links by which they answer about pictures and names")
        register("people_imported", "imported people: {added} added, {changed} changed, {left} left")
        register("people_exported", "took away a file of the people: {people} people")

        # What would give a bar away is told to nobody else. See `image_permissions`.
        for verb, words in (
            ("permission_answered", "recorded an answer: {answer}, for {use}, channel: {channel}"),
            ("permissions_imported", "imported answers about pictures and names: {answers}"),
            ("bar_placed", "placed a safeguarding bar"),
            ("bar_lifted", "lifted a safeguarding bar"),
        ):
            register(verb, words, Permission.HOLD_SAFEGUARDING_BARS)
