"""Which thread something belongs to, by what answers what. Pure."""

from collections.abc import Mapping


class Threads:
    """`links` leads from an id to the one it answers, or to the beginning of its thread."""

    def __init__(self, links: Mapping[str, str]) -> None:
        self._links = links
        self._tops: dict[str, str] = {}

    def top(self, of: str) -> str:
        """The id a thread begins with: the first that answers nothing we know of, known to us or not.

        The same for every id of the thread, in whatever order they came. Those who answer each other in a ring, as no
        honest server lets anybody, begin with the smallest of them.
        """
        way: list[str] = []
        passed: set[str] = set()
        while of not in self._tops and of not in passed:
            way.append(of)
            passed.add(of)
            of = self._links.get(of, of)
        top = self._tops.get(of) or min(way[way.index(of) :])
        self._tops |= dict.fromkeys(way, top)
        return top
