"""A file of people to fill in. Pure."""

from manyvoices.people.importing.columns import COLUMNS


def sample(unit: str, topics: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Head and two people of a file to fill in, with a unit and topics as they are here."""
    anna = (
        "Anna Berg",
        "anna.berg@example.com",
        "A-10234",
        unit,
        "ambassador",
        "en",
        "Europe/Oslo",
        "120",
        topics,
        "yes",
    )
    jonas = ("Jonas Vik", "", "A-10235", unit, "", "", "", "", "", "no")
    return COLUMNS, [anna, jonas]
