"""What a message is, in words."""

from django import template

from manyvoices.conversations.models import Kind

register = template.Library()


@register.filter
def kind_word(kind: str) -> str:
    """“Complaint” for complaint, in the reader's language. A model's own way to say it lists all choices anew each time."""
    return str(Kind(kind).label)
