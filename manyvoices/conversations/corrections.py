"""When what people corrected is worth learning from. Pure, and light: pages say the same that workers do."""

NEW = 25  # corrections since the last try that make another one worth it
FEWEST = 20  # held-out labels that say how good an answer is
HELD_OUT_OF = 5  # every fifth correction measures, and is never learned from


def still_missing(corrected: int, since_last: int) -> int:
    """How many corrections are missing, about, until a model is tried. The first needs enough to measure by."""
    return max(0, NEW - since_last, FEWEST * HELD_OUT_OF - corrected)
