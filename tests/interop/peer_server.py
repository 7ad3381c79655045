"""Drive the peer, a real ActivityPub server that is not ours, from a test.

`with Peer.start(folder) as peer:` starts it on a free loopback port and ends it with its whole process group.
The folder keeps its keys, followers and notes, so that `restart()` is the same server again.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self, TypeVar

from tests.interop.node import PACKAGES, SOURCE, node_available, node_binary

Json = dict[str, Any]
T = TypeVar("T")
START_SECONDS = 20.0
CALL_SECONDS = 30.0


class PeerError(Exception):
    """The peer refused or failed a control call; the text is its reason."""


class Peer:
    """A running peer; each method is one control verb of `peer/control.mjs`. `as_` is lena or milo."""

    def __init__(self, folder: Path, options: list[str]) -> None:
        self.folder = folder
        self.options = options
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    @classmethod
    def start(
        cls,
        state_dir: Path,
        first_knock: str = "rfc9421",
        *,
        authorized_fetch: bool = False,
        sign_key_fetch: bool = True,
    ) -> Self:
        """Start a peer and return it when it answers. `first_knock` is rfc9421 or draft-cavage.

        With `authorized_fetch` its notes are shown only to signed requests. Without `sign_key_fetch` its
        shared inbox fetches the senders' keys unsigned. Raises PeerError where Node is missing or silent.
        """
        options = ["--first-knock", first_knock]
        options += ["--authorized-fetch"] if authorized_fetch else []
        options += [] if sign_key_fetch else ["--plain-key-fetch"]
        peer = cls(state_dir, options)
        peer.launch()
        return peer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failure: object) -> None:
        self.stop()

    def launch(self) -> None:
        """Start the process on this peer's port and wait for its first answer."""
        reason = node_available()
        if reason is not None:
            raise PeerError(reason)
        self.folder.mkdir(parents=True, exist_ok=True)
        program = unpacked(self.folder / "program") / "peer.mjs"
        command = [str(node_binary()), str(program), "--port", str(self.port), "--state", str(self.folder)]
        with (self.folder / "output.txt").open("ab") as output:
            self.process = subprocess.Popen(
                [*command, *self.options],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self.wait_until_it_answers()
        except BaseException:
            self.stop()
            raise

    def wait_until_it_answers(self) -> None:
        """Return at the first answer; raise PeerError with the output if it ends or stays silent."""
        assert self.process is not None
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            with contextlib.suppress(OSError):
                self.state()
                return
            time.sleep(0.03)
        raise PeerError(f"the peer did not start:\n{(self.folder / 'output.txt').read_text()}")

    def stop(self) -> None:
        """End the process and all it started; doing it twice does nothing more."""
        process, self.process = self.process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdin is not None:
            process.stdin.close()

    def restart(self) -> None:
        """Kill and start again: same port, same keys, same followers; only Fedify's caches are gone."""
        self.stop()
        self.launch()

    def actor(self, name: str = "lena") -> str:
        """Return the address (id) of one of the peer's people."""
        return f"{self.origin}/users/{name}"

    def handle(self, name: str = "lena") -> str:
        """Return `@name@host:port`."""
        return f"@{name}@127.0.0.1:{self.port}"

    def state(self) -> Json:
        """Return following, followers, blockedBy, timeline and received (see the README)."""
        return self.call("state")

    def journal(self) -> Json:
        """Return the requests sent and served since this start, in order, with signature kind and status."""
        return self.call("journal")

    def received(self, kind: str | None = None, *, verified: bool = True) -> list[Json]:
        """Return what arrived at the inboxes, in order: the verified ones of one activity type, or all."""
        rows: list[Json] = self.state()["received"]
        return [row for row in rows if kind in (None, row["type"]) and (row["verified"] or not verified)]

    def follow(self, target: str, *, as_: str = "lena") -> Json:
        """Look up `@handle@host:port` or an actor address and send a signed Follow; return id and actor."""
        return self.call("follow", {"as": as_, "target": target})

    def undo_follow(self, target: str, *, as_: str = "lena") -> Json:
        """Send Undo(Follow) to the actor address that is followed."""
        return self.call("undo-follow", {"as": as_, "target": target})

    def post(self, html: str, *, as_: str = "lena") -> Json:
        """Send a public note to the followers; return its address as `note`."""
        return self.call("post", {"as": as_, "html": html})

    def reply(self, to: str, html: str, *, direct: bool = False, as_: str = "lena") -> Json:
        """Fetch the note (signed) and answer its author, publicly or alone; return the address as `note`."""
        return self.call("reply", {"as": as_, "to": to, "html": html, "direct": direct})

    def like(self, note: str, *, as_: str = "lena") -> Json:
        """Fetch the note and send its author a Like."""
        return self.call("like", {"as": as_, "note": note})

    def unlike(self, note: str, *, as_: str = "lena") -> Json:
        """Send Undo(Like)."""
        return self.call("unlike", {"as": as_, "note": note})

    def announce(self, note: str, *, as_: str = "lena") -> Json:
        """Fetch the note and send an Announce to its author and the followers."""
        return self.call("announce", {"as": as_, "note": note})

    def unannounce(self, note: str, *, as_: str = "lena") -> Json:
        """Send Undo(Announce)."""
        return self.call("unannounce", {"as": as_, "note": note})

    def edit(self, note: str, html: str, *, as_: str = "lena") -> Json:
        """Change an own note and send Update to the readers of the first version."""
        return self.call("edit", {"as": as_, "note": note, "html": html})

    def delete(self, note: str, *, as_: str = "lena") -> Json:
        """Delete an own note and send Delete(Tombstone) to its readers."""
        return self.call("delete", {"as": as_, "note": note})

    def block(self, target: str, *, as_: str = "lena") -> Json:
        """Send Block; the blocked is no follower any more."""
        return self.call("block", {"as": as_, "target": target})

    def unblock(self, target: str, *, as_: str = "lena") -> Json:
        """Send Undo(Block)."""
        return self.call("unblock", {"as": as_, "target": target})

    def alias(self, target: str, *, as_: str = "lena") -> Json:
        """Name another account as one's own (alsoKnownAs), so that it can move here; "" takes it back."""
        return self.call("alias", {"as": as_, "target": target})

    def fetch(self, url: str, *, signed: bool = True, **more: Any) -> Json:
        """Send one GET; return status, contentType, headers, json, text. More: `spec`, `accept`."""
        return self.call("fetch", {"url": url, "signed": signed, **more})

    def raw(self, inbox: str, activity: Json | None = None, **order: Any) -> Json:
        """POST an activity (or the text `body`); more: `defect`, `spec`, `keyId`, `contentType`, `repeat`.

        Defects: none, unsigned, stale-date, future-date, wrong-digest, unsigned-digest, wrong-signature,
        wrong-path. Returns `statuses` and `answers`, one for each repeat of the same bytes.
        """
        return self.call("raw", {"inbox": inbox, "activity": activity, **order})

    def answer_follows(self, how: str) -> Json:
        """Answer later Follows with `accept` or `reject`, or `hold` them unanswered."""
        return self.call("settings", {"follows": how})

    def forget(self) -> Json:
        """Empty Fedify's caches: keys (also those it failed to fetch), documents, activities seen."""
        return self.call("forget", {})

    def wait_for(self, predicate: Callable[[Json], T], seconds: float = 10.0) -> T:
        """Return the first true answer of the predicate on `state()`; raise PeerError with the state else."""
        until = time.monotonic() + seconds
        while True:
            state = self.state()
            found = predicate(state)
            if found:
                return found
            if time.monotonic() > until:
                raise PeerError(f"not seen in {seconds} s; the peer's state: {json.dumps(state)[:8000]}")
            time.sleep(0.05)

    def call(self, verb: str, order: Json | None = None) -> Json:
        """Send one control call and return its answer; raise PeerError with the reason of a refusal."""
        data = None if order is None else json.dumps(order).encode()
        request = urllib.request.Request(f"{self.origin}/_control/{verb}", data=data)  # noqa: S310  own loopback
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
                request, timeout=CALL_SECONDS
            ) as answer:
                body: Json = json.load(answer)
                return body
        except urllib.error.HTTPError as refusal:
            with refusal:
                raise PeerError(json.load(refusal)["error"]) from None


def unpacked(folder: Path) -> Path:
    """Lay the peer's sources beside a link to the installed packages, where Node looks for them."""
    folder.mkdir(exist_ok=True)
    for source in SOURCE.glob("*.mjs"):
        shutil.copyfile(source, folder / source.name)
    link = folder / "node_modules"
    if not link.is_symlink():
        link.symlink_to(PACKAGES / "node_modules")
    return folder


def free_port() -> int:
    """Return a port on loopback that was free a moment ago."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
