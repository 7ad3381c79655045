"""What every template may use."""

from django.http import HttpRequest


def everywhere(request: HttpRequest) -> dict[str, object]:
    """Nothing yet that is not looked up lazily."""
    return {}
