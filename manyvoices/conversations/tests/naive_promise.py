"""The oracle of the promise to answer: a clock with a hand, looked at every minute, and a sheet of paper beside it."""

from copy import copy
from datetime import datetime

from manyvoices.conversations.reply_due import Phase, Standing, Terms
from manyvoices.people.tests.by_the_minute import MINUTE, open_at


class NaivePromise:
    """Counts what passes; knows nothing of spans, sums or time zones beyond `open_at`."""

    def __init__(self, terms: Terms, at: datetime) -> None:
        self.terms, self.now, self.phase = terms, at, Phase.RUNNING
        self.used, self.late_by, self.due_at = 0, 0, None if terms.minutes else at
        self.answer_was_late, self.shown = False, 0

    def tick(self) -> None:
        """A minute passes."""
        is_open = open_at(self.terms.hours, self.now)
        self.now += MINUTE
        if self.phase == Phase.ANSWERED or not is_open:
            return
        if self.due_at is not None:
            self.late_by += 1
        elif self.phase == Phase.RUNNING:
            self.used += 1
            self._look()

    def runs(self) -> None:
        """It is our turn."""
        self.phase = Phase.RUNNING
        self._look()

    def change(self, terms: Terms) -> None:
        """Other terms; the hand stays where it is. They are not for one that was late before."""
        self.terms = self.terms if self.due_at else terms
        self._look()

    def stop(self, phase: Phase) -> None:
        """It rests or is over."""
        self.answer_was_late = self.due_at is not None and self.due_at < self.now
        self.phase, self.shown = phase, self._left()

    def left(self) -> int:
        """The minutes left, or below zero the minutes late; those when it stopped if it does not run."""
        is_shown = self.phase != Phase.RUNNING and self.due_at is not None
        return self.shown if is_shown else self._left()

    def standing(self) -> Standing:
        """What a colleague would call it."""
        if self.phase == Phase.RUNNING:
            return Standing.LATE if self.due_at else Standing.RUNNING
        if self.phase == Phase.WAITING:
            return Standing.PAUSED
        if self.answer_was_late:
            return Standing.MISSED
        return Standing.MET if self.phase == Phase.ANSWERED else Standing.NONE

    def will_be_due(self) -> datetime:
        """Wait and see."""
        ahead = copy(self)
        while ahead.due_at is None:
            ahead.tick()
        return ahead.due_at

    def _look(self) -> None:
        if self.phase == Phase.RUNNING and self.due_at is None and self.used >= self.terms.minutes:
            self.due_at = self.now

    def _left(self) -> int:
        return max(0, self.terms.minutes - self.used) if self.due_at is None else -self.late_by
