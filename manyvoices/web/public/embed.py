"""Where one puts an embed together, sees it, and takes its markup along."""

from csp.decorators import csp_update
from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.people.models import Topic, Unit
from manyvoices.people.queries import organisation
from manyvoices.people.units import with_those_below
from manyvoices.voices.queries import public_voices
from manyvoices.web.public.caching import public
from manyvoices.web.public.embed_options import MOST, Options, options, shown_subject
from manyvoices.web.public.shown import frame
from manyvoices.web.public.subjects import topic_name

HEIGHTS = {"s": 480, "m": 600, "l": 720}


class EmbedForm(forms.Form):
    """The options as fields; each has a usual value, so that the form is never wrong."""

    show = forms.ChoiceField(label=gettext_lazy("What it shows"))
    number = forms.IntegerField(label=gettext_lazy("Number of posts"), min_value=1, max_value=MOST)
    theme = forms.ChoiceField(
        label=gettext_lazy("Colours"),
        choices=[
            ("auto", gettext_lazy("As the reader's device")),
            ("light", gettext_lazy("Light")),
            ("dark", gettext_lazy("Dark")),
        ],
    )
    size = forms.ChoiceField(
        label=gettext_lazy("Size of the type"),
        choices=[("s", gettext_lazy("Small")), ("m", gettext_lazy("Medium")), ("l", gettext_lazy("Large"))],
    )
    screen = forms.BooleanField(
        label=gettext_lazy("For a screen on a wall"),
        required=False,
        help_text=gettext_lazy(
            "One post at a time in large type. It turns and refreshes by itself and keeps the last posts when the "
            "line is down. Open the address full screen."
        ),
    )


@csp_update({"frame-src": ["'self'"]})
@public
def embed(request: HttpRequest) -> HttpResponse:
    """The form, the embed as it will look, and its markup to copy. 404 before set-up."""
    if organisation() is None:
        raise Http404
    wanted = options(request.GET)
    subject = shown_subject(wanted.show)
    if subject is None:
        wanted, subject = Options(), shown_subject("all")
    form = EmbedForm(initial=vars(wanted))
    form.fields["show"] = forms.ChoiceField(label=form.fields["show"].label, choices=_subjects())
    address = settings.CONFIG.public_url + wanted.address()
    context = {
        "organisation": organisation(),
        "form": form,
        "options": wanted,
        "preview": wanted.address(),
        "address": address,
        "height": HEIGHTS[wanted.size],
        "title": _("Posts: %(title)s") % {"title": subject.title if subject else ""},
        **frame("/embed"),
    }
    context["markup"] = _markup(address, str(context["title"]), HEIGHTS[wanted.size])
    return render(request, "public/embed.html", context)


def _markup(address: str, title: str, height: int) -> str:
    """Plain text for the copy field: the page escapes it once more."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="{height}"'
        ' loading="lazy" style="border:0"></iframe>'
    )


def _subjects() -> list[tuple[str, object]]:
    voices = list(public_voices())
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    speaking = with_those_below(parents, {voice.unit_id: 1 for voice in voices})
    units = Unit.objects.filter(closed_at=None, pk__in=speaking.keys()).order_by("name", "pk")
    topics = Topic.objects.filter(closed_at=None).order_by("name")
    return [
        ("all", _("All voices")),
        (_("A voice"), [(f"voice:{voice.handle}", voice.name) for voice in voices]),
        (_("A topic"), [(f"topic:{topic.tag}", topic_name(topic)) for topic in topics]),
        (_("A department"), [(f"unit:{unit.pk}", unit.name) for unit in units]),
    ]
