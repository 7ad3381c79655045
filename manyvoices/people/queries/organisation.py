"""The one organisation, its root and its brand."""

from manyvoices.people.models import Brand, Organisation, Unit


def organisation() -> Organisation | None:
    """The organisation; None until somebody has set it up."""
    return Organisation.objects.first()


def root_unit() -> Unit:
    """The unit that stands for the whole organisation. Raises Unit.DoesNotExist before set-up."""
    return Unit.objects.get(parent=None)


def default_brand() -> Brand:
    """The brand a voice carries unless it names another. Raises Brand.DoesNotExist before set-up."""
    return Brand.objects.get(is_default=True)
