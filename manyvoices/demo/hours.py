"""When things were said: the ninety days before today, each colleague in the hours of their shift. Pure."""

from datetime import datetime, timedelta
from random import Random

DAYS = 90

# Hours of the day in which somebody of the shift has five minutes.
SHIFTS = {
    "early": (5, 6, 9, 12, 13),
    "day": (7, 8, 10, 12, 13, 15, 16, 17),
    "evening": (13, 17, 18, 19, 20, 21),
    "night": (0, 1, 2, 3, 5, 6, 22, 23),
    "office": (9, 10, 11, 14),
}
WORK = {
    "early": [["05:00", "13:00"]],
    "day": [["08:00", "16:30"]],
    "evening": [["13:00", "21:00"]],
    "night": [["20:00", "23:59"]],
    "office": [["08:00", "17:00"]],
}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


def pattern(shift: str) -> dict[str, list[list[str]]]:
    """The working week of the shift."""
    return dict.fromkeys(WEEKDAYS, WORK[shift])


def moments(anchor: datetime, shift: str, count: int, chance: Random) -> list[datetime]:
    """`count` moments of the last ninety days, spread evenly, the earliest first. `anchor` is the start of today."""
    step = (DAYS - 2) / count
    days = [DAYS - 1 - int(place * step + chance.random() * step * 0.8) for place in range(count)]
    found = [
        anchor
        - timedelta(days=max(day, 1))
        + timedelta(hours=chance.choice(SHIFTS[shift]), minutes=chance.randrange(60))
        for day in days
    ]
    return sorted(found)
