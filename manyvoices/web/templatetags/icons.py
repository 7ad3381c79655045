"""The icons of heroicons, drawn once: an icon that stands complete in a template is markup from then on.

The library draws an icon anew each time it is asked for, which was an eighth of the inbox page.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, Parser, TextNode, Token, Variable
from django.template.library import SimpleNode
from heroicons.templatetags import heroicons

register = template.Library()


def _drawn(compiled: Callable[[Parser, Token], SimpleNode], draw: Callable[..., str]) -> Callable[..., Node]:
    def compile_icon(parser: Parser, token: Token) -> Node:
        node = compiled(parser, token)
        given = [*node.args, *node.kwargs.values()]
        if node.target_var is None and all(map(_is_written_out, given)):
            return TextNode(node.render(template.Context()))
        node.func = draw
        return node

    return compile_icon


def _is_written_out(given: FilterExpression) -> bool:
    """Whether it is a word or a number, and not the name of something that is known only later."""
    return not given.filters and (not isinstance(given.var, Variable) or given.var.lookups is None)


for _name, _compiled in heroicons.register.tags.items():
    _draw: Any = lru_cache(maxsize=256)(getattr(heroicons, _name))
    register.tag(_name, _drawn(_compiled, _draw))
