"""What the templates of units need beyond Django's own."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext, ngettext

from manyvoices.people.queries.units import Node

register = template.Library()


@register.filter
def at(mapping: Mapping[int, str], key: int) -> str:
    """What the mapping has for a key; nothing where it has nothing."""
    return mapping.get(key, "")


@register.simple_tag
def what_stands_in(node: Node) -> str:
    """A unit's kind, its people and voices in one line. Code and no template: the tree asks two hundred times a page."""
    people = ngettext("%(n)s person", "%(n)s people", node.people_below) % {"n": node.people_below}
    if node.children and node.people:
        directly = ngettext("%(n)s directly here", "%(n)s directly here", node.people) % {"n": node.people}
        people = f"{people} ({directly})"
    voices = ngettext("%(n)s voice", "%(n)s voices", node.others_below) % {"n": node.others_below}
    closed = [gettext("closed")] if node.unit.closed_at else []
    return " · ".join([str(node.unit.get_kind_display()), *closed, people, voices])
