"""What we say, and its way to the channels."""

from manyvoices.publishing.models.delivery import Delivery, State, Verb
from manyvoices.publishing.models.examination import Examination
from manyvoices.publishing.models.post import Attachment, Post, Variant

__all__ = ["Attachment", "Delivery", "Examination", "Post", "State", "Variant", "Verb"]
