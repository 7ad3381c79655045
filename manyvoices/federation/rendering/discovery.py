"""How we are found: WebFinger (RFC 7033), NodeInfo 2.1 and host-meta (RFC 6415)."""

from typing import Any
from xml.sax.saxutils import quoteattr

from manyvoices import __version__
from manyvoices.federation import uris
from manyvoices.voices.addresses import actor_uri, address, page_url
from manyvoices.voices.models import Voice

ACTIVITY = "application/activity+json"
NODEINFO = "http://nodeinfo.diaspora.software/ns/schema/2.1"


def webfinger(voice: Voice) -> dict[str, Any]:
    """The JRD of a voice: where its actor and its page are."""
    return {
        "subject": f"acct:{address(voice)}",
        "aliases": [page_url(voice), actor_uri(voice)],
        "links": [
            {"rel": "self", "type": ACTIVITY, "href": actor_uri(voice)},
            {"rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": page_url(voice)},
        ],
    }


def nodeinfo_links() -> dict[str, Any]:
    """Where the NodeInfo document is."""
    return {"links": [{"rel": NODEINFO, "href": uris.absolute("/nodeinfo/2.1")}]}


def nodeinfo(*, name: str, voices: int, notes: int) -> dict[str, Any]:
    """What this server is. Nobody can sign up from outside; activity of people is not counted."""
    return {
        "version": "2.1",
        "software": {"name": "manyvoices", "version": __version__},
        "protocols": ["activitypub"],
        "services": {"inbound": [], "outbound": ["atom1.0"]},
        "openRegistrations": False,
        "usage": {"users": {"total": voices}, "localPosts": notes},
        "metadata": {"nodeName": name},
    }


def host_meta() -> str:
    """XRD that points to WebFinger, for servers that still ask this way first."""
    template = quoteattr(uris.absolute("/.well-known/webfinger?resource={uri}"))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">\n'
        f'  <Link rel="lrdd" type="application/jrd+json" template={template}/>\n'
        "</XRD>\n"
    )
