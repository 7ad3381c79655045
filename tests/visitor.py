"""A visitor without scripts: cookies, redirects and forms, by the standard library alone."""

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

SECONDS = 20.0


@dataclass
class Form:
    """A form with what it would send if nobody typed anything, and its buttons by name."""

    action: str = ""
    method: str = "get"
    multipart: bool = False
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """An answer. `url` is where the redirects ended."""

    status: int
    url: str
    headers: dict[str, str]
    text: str

    def form(self, *names: str) -> Form:
        """The first form that has all these fields. Fails when there is none."""
        reader = _Forms()
        reader.feed(self.text)
        for form in reader.forms:
            have = {*form.fields, *(name for name, _ in form.buttons)}
            if have.issuperset(names):
                return form
        raise AssertionError(f"no form with {names} on {self.url}: {[form.fields for form in reader.forms]}")


class Visitor:
    """One visitor of one site."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.cookies = http.cookiejar.CookieJar()
        no_proxy = urllib.request.ProxyHandler({})
        keep = urllib.request.HTTPCookieProcessor(self.cookies)
        self._opener = urllib.request.build_opener(no_proxy, keep)

    def get(self, path: str, accept: str = "text/html", **headers: str) -> Page:
        """The page at a path or whole address."""
        request = urllib.request.Request(urljoin(self.origin, path), headers={"Accept": accept, **headers})  # noqa: S310 -- own loopback
        return self._open(request)

    def send(self, page: Page, form: Form, *, button: tuple[str, str] | None = None, **typed: str) -> Page:
        """Send a form of `page` with what was typed, pressing `button` (name, value)."""
        told = {**form.fields, **{name: [text] for name, text in typed.items()}}
        pairs = [(name, value) for name, values in told.items() for value in values]
        pairs += [button] if button else []
        target = urljoin(page.url, form.action or page.url)
        if form.method == "get":
            return self.get(f"{target}?{urllib.parse.urlencode(pairs)}")
        kind, body = _multipart(pairs) if form.multipart else _urlencoded(pairs)
        headers = {"Content-Type": kind, "Accept": "text/html", "Referer": page.url}
        return self._open(urllib.request.Request(target, data=body, headers=headers))  # noqa: S310 -- as above

    def _open(self, request: urllib.request.Request) -> Page:
        try:
            answer = self._opener.open(request, timeout=SECONDS)
        except urllib.error.HTTPError as refusal:
            answer = refusal
        with answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return Page(answer.status, answer.url, headers, answer.read().decode(errors="replace"))


def _urlencoded(pairs: list[tuple[str, str]]) -> tuple[str, bytes]:
    return "application/x-www-form-urlencoded", urllib.parse.urlencode(pairs).encode()


def _multipart(pairs: list[tuple[str, str]]) -> tuple[str, bytes]:
    line = uuid.uuid4().hex
    parts = [
        f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in pairs
    ]
    return f"multipart/form-data; boundary={line}", f"{''.join(parts)}--{line}--\r\n".encode()


class _Forms(HTMLParser):
    """Collects the forms of a page; what stands outside a form but names one by id belongs to it too."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._named: dict[str, Form] = {}
        self._open: Form | None = None
        self._text: tuple[Form, str] | None = None
        self._select: tuple[Form, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value if value is not None else "" for name, value in attrs}
        if tag == "form":
            multipart = given.get("enctype") == "multipart/form-data"
            self._open = Form(given.get("action", ""), given.get("method", "get").lower(), multipart)
            self.forms.append(self._open)
            self._named[given.get("id", "")] = self._open
            return
        form = self._named.get(given["form"]) if "form" in given else self._open
        if form is not None and "disabled" not in given:
            self._control(tag, given, form)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            form, name = self._text
            # The first line break after <textarea> is no part of its text (HTML 13.1.2.5).
            before = form.fields[name][0]
            form.fields[name] = [before + (data.removeprefix("\n") if not before else data)]

    def _control(self, tag: str, given: dict[str, str], form: Form) -> None:
        name, value, kind = given.get("name", ""), given.get("value", ""), given.get("type", "text")
        if tag == "option" and self._select is not None:
            self._choose(given, value)
        elif not name:
            return
        elif tag == "button" or kind in {"submit", "image"}:
            form.buttons.append((name, value))
        elif tag == "textarea":
            form.fields[name] = [""]
            self._text = (form, name)
        elif tag == "select":
            form.fields[name] = []
            self._select = (form, name)
        elif tag == "input" and kind not in {"file", "button", "reset"}:
            self._input(given, form)

    def _choose(self, given: dict[str, str], value: str) -> None:
        assert self._select is not None
        form, name = self._select
        if "selected" in given or not form.fields[name]:
            form.fields[name] = [value]

    def _input(self, given: dict[str, str], form: Form) -> None:
        ticked = given.get("type") in {"checkbox", "radio"}
        if not ticked or "checked" in given:
            form.fields.setdefault(given["name"], []).append(given.get("value", "on" if ticked else ""))
