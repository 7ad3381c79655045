"""People: the organisation, its units and brands, who may do what, and what they agreed to."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the app, and takes the place of Django's receiver that notes every sign-in."""

    name = "manyvoices.people"
    label = "people"

    def ready(self) -> None:
        """Behaviour is not recorded unless the register of employee data switches it on."""
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415

        from manyvoices.people.last_sign_in import note_sign_in  # noqa: PLC0415

        user_logged_in.disconnect(dispatch_uid="update_last_login")
        user_logged_in.connect(note_sign_in, dispatch_uid="note_sign_in")
