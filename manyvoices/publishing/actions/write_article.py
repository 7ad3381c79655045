"""Make a draft an article, or a post again, and say its title."""

from django.utils.translation import gettext as _

from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person
from manyvoices.publishing.models import Form, Post
from manyvoices.publishing.permissions import may_change
from manyvoices.publishing.titles import plain_title


def write_article(*, actor: Person, post: Post, form: str, title: str = "", cover_alt: str = "") -> Post:
    """The draft with its form, title and the words for its cover; saved again, nothing more happens.

    A title that was written stays when the article becomes a post: nothing typed is lost. Raises Refused, Invalid, and
    Conflict when the post was released meanwhile.
    """
    may_change(actor, post)
    if form not in Form.values:
        raise Invalid(form=_("Choose post or article."))
    if len(cover_alt) > 1500:
        raise Invalid(alt=_("A description has at most 1,500 characters."))
    new = {
        "form": form,
        "title": plain_title(title),
        "cover_alt": tidy(cover_alt, 1500),
    }
    if not Post.objects.filter(pk=post.pk, released_at=None, discarded_at=None).update(**new):
        raise Conflict(_("This post was released meanwhile. Edit it where it stands."))
    for name, value in new.items():
        setattr(post, name, value)
    return post
