"""Notes what a page does besides being shown: errors it logs, hosts it asks, rules of its policy it breaks."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

# Runs before anything of the page, whatever its policy.
WITNESS = """
  window.hits = 0; window.broken = [];
  window.hit = () => { window.hits += 1; };
  window.alert = window.confirm = window.prompt = window.hit;
  document.addEventListener('securitypolicyviolation', (event) =>
    window.broken.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


@dataclass
class Watch:
    """What one page did. `origin` is ours: whoever else is asked is a stranger."""

    origin: str
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def note(self, message: ConsoleMessage) -> None:
        """An error in the console; that a page itself is a 404 or 410 is the answer, not an error of the page."""
        itself = "Failed to load resource" in message.text and not _is_part(message.location["url"])
        if message.type in {"error", "warning"} and not itself:
            self.errors.append(message.text)

    def asked(self, request: Request) -> None:
        """A request that leaves for somebody else."""
        if not request.url.startswith((self.origin + "/", "data:", "blob:", "about:")):
            self.strangers.append(request.url)


def watch(page: Page, origin: str) -> Watch:
    """Watch `page` from now on."""
    seen = Watch(origin)
    page.add_init_script(WITNESS)
    page.on("console", seen.note)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("request", seen.asked)
    return seen


def _is_part(url: str) -> bool:
    """Whether the address is one a page loads, rather than one a reader goes to."""
    return urlsplit(url).path.startswith(("/static/", "/media/", "/brand.css", "/favicon"))
