"""Answers that were made before, kept in this process while the version they show is the current one."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from manyvoices.core import clock, versions

MOST_BYTES = 48 * 1024 * 1024
LARGEST = 1024 * 1024
LONGEST_KEY = 1000
# What is shown may also change with the clock alone: a consent ends, a day begins.
LONGEST_SECONDS = 60
_OF_ITSELF = 500  # what a small answer takes beside its body


@dataclass(frozen=True)
class _Kept:
    version: str
    until: float
    body: bytes
    headers: dict[str, str]


@dataclass
class KeptAnswers:
    """The least lately asked for goes first. `bytes` is what the bodies take together."""

    bytes: int = 0
    _answers: "OrderedDict[tuple[str, ...], _Kept]" = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: tuple[str, ...], version: str) -> HttpResponse | None:
        """A fresh copy of the answer under `key`, when it was made for `version`."""
        with self._lock:
            kept = self._answers.get(key)
            if kept is None or kept.version != version or kept.until < clock.elapsed():
                return None
            self._answers.move_to_end(key)
        return HttpResponse(kept.body, headers=kept.headers)

    def put(self, key: tuple[str, ...], version: str, answer: HttpResponseBase) -> None:
        """Keeps a whole answer of status 200 that sets no cookie; anything else is left alone."""
        if not isinstance(answer, HttpResponse) or answer.status_code != 200 or answer.cookies:
            return
        if len(answer.content) > LARGEST:
            return
        with self._lock:
            self._drop(key)
            until = clock.elapsed() + LONGEST_SECONDS
            self._answers[key] = _Kept(version, until, answer.content, dict(answer.items()))
            self.bytes += len(answer.content) + _OF_ITSELF
            while self.bytes > MOST_BYTES:
                self._drop(next(iter(self._answers)))

    def clear(self) -> None:
        """Forgets everything."""
        with self._lock:
            self._answers.clear()
            self.bytes = 0

    def _drop(self, key: tuple[str, ...]) -> None:
        gone = self._answers.pop(key, None)
        if gone is not None:
            self.bytes -= len(gone.body) + _OF_ITSELF


ANSWERS = KeptAnswers()


def answer_of_version(
    topics: Sequence[str], key: tuple[str, ...], make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """The answer under `key`: the one made before while nothing of `topics` was changed, else what `make` returns.

    The version is read before the answer is made: a change in between can only make it be made once more.
    """
    version = versions.current(*topics)
    if version is None or sum(map(len, key)) > LONGEST_KEY:
        return make()
    answer = ANSWERS.get(key, version)
    if answer is not None:
        return answer
    made = make()
    ANSWERS.put(key, version, made)
    return made
