"""The doctor of a channel: a real test call, its raw answer, what it means and what to do."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.publishing.actions.examine_channel import examine_channel
from manyvoices.publishing.queries.examinations import last_examination
from manyvoices.voices.models import Channel
from manyvoices.voices.permissions import may_keep
from manyvoices.voices.queries import voice_in_view
from manyvoices.web.working_page import working_page

# A clock further away than this makes other servers refuse our signatures.
CLOCK_LIMIT_S = 30

WHAT_TO_DO: dict[str, Promise] = {
    "TryLater": _(
        "Nothing came through. Look whether this machine reaches the network at all, then try again."
    ),
    "Reconnect": _(
        "The network no longer trusts us. Close the channel on the voice's page and connect it again."
    ),
    "Rejected": _(
        "The network answered and said no. Its own words are below; what they ask for is what to change."
    ),
    "Unknown": _(
        "An answer came that says neither yes nor no. If it stays so, the network itself has a problem."
    ),
    "UnknownNetwork": _(
        "This version has no adapter for the network. Update Manyvoices, or close the channel."
    ),
    "Broken": _("That is our fault. The log has the details under the number below; please report it."),
}


@working_page("GET", "POST")
def doctor(request: HttpRequest, me: Person, voice_id: int, channel_id: int) -> HttpResponse:
    """The last examination, and the button for a new one."""
    channel = _channel(me, voice_id, channel_id)
    if request.method == "POST":
        examine_channel(actor=me, channel=channel)
        return redirect("channel-doctor", voice_id, channel_id)
    last = last_examination(channel)
    context = {
        "section": "voices",
        "voice": channel.voice,
        "channel": channel,
        "last": last,
        "polls": last is not None and last.finished_at is None,
        "what_to_do": WHAT_TO_DO.get(last.failure, "") if last else "",
        "clock_is_off": last is not None and abs(last.clock_off_s or 0) > CLOCK_LIMIT_S,
        "public_url": settings.CONFIG.public_url,
        "is_https": settings.CONFIG.public_url.startswith("https://"),
    }
    return render(request, "publishing/doctor.html", context)


def _channel(me: Person, voice_id: int, channel_id: int) -> Channel:
    """A channel of a voice one sees. Raises NotThere; Refused to whoever does not decide where the voice is heard."""
    held = rights(me)
    voice = voice_in_view(held, voice_id)
    channel = Channel.objects.select_related("voice").filter(voice=voice, pk=channel_id).first()
    if channel is None:
        raise NotThere
    may_keep(held, voice)
    return channel
