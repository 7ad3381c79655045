"""Everything that leaves goes through `manyvoices.core.http`: no other file opens a connection.

Letters are the one exception: they speak SMTP and IMAP, which are not HTTP, to the servers somebody in charge named, and
those usually stand in the own network. `core/mail` has its own deadline and its own rule about addresses. The bench is
none: what it asks, as a browser would, is the web process it started itself on this machine, and it is never part of a
running installation.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import manyvoices

ROOT = Path(manyvoices.__file__).parent
DOOR = ROOT / "core" / "http"
LETTERS = {
    ROOT / "core" / "mail" / name: speaks
    for name, speaks in (("session.py", "smtplib"), ("wire.py", "smtplib"), ("mailbox.py", "imaplib"))
}
# A bench is the other server and the bare limit on loopback; the product never runs it.
MEASURING = frozenset(
    ROOT / "bench" / name
    for name in (
        "crowd/front.py",
        "pushing/limit.py",
        "pausing/race.py",
        "arriving/sender.py",
        "flowing/sending.py",
    )
)

OTHER_CLIENTS = frozenset(
    {
        "aiohttp", "ftplib", "http.client", "httplib2", "httpx", "imaplib", "niquests", "poplib", "pycurl",
        "requests",
        "smtplib", "telnetlib", "urllib.request", "urllib3", "websocket", "websockets", "xmlrpc.client",
    }
)  # fmt: skip
OTHER_CALLS = frozenset({"open_connection", "sock_connect", "ClientSession", "urlopen"})
# Django has a method of this name for databases.
DIALS = re.compile(r".*(socket|loop)\b.*\.create_connection\Z", re.DOTALL)


def other_doors(source: str) -> Iterator[str]:
    """What in `source` opens a connection by itself, as `line: name`."""
    for node in ast.walk(ast.parse(source)):
        for name in _names(node):
            parts = name.split(".")
            prefixes = {".".join(parts[: end + 1]) for end in range(len(parts))}
            if prefixes & OTHER_CLIENTS or parts[-1] in OTHER_CALLS or DIALS.match(name):
                yield f"{getattr(node, 'lineno', 0)}: {name}"


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Attribute):
        return [f"value.{ast.unparse(node)}"]
    if isinstance(node, ast.Call) and ast.unparse(node.func) in {"__import__", "importlib.import_module"}:
        return [str(argument.value) for argument in node.args if isinstance(argument, ast.Constant)]
    return []


# promise D4
def test_no_other_file_opens_a_connection() -> None:
    files = [path for path in ROOT.rglob("*.py") if "tests" not in path.parts and DOOR not in path.parents]
    assert set(files) > set(LETTERS)
    found = [
        f"{path}:{door}"
        for path in files
        for door in other_doors(path.read_text(encoding="utf-8"))
        if not (path in LETTERS and LETTERS[path] in door) and path not in MEASURING
    ]
    assert not found, "send through manyvoices.core.http.Client instead:\n" + "\n".join(found)


# promise D4
@pytest.mark.parametrize(
    "source",
    [
        "import requests", "import httpx as h", "import urllib.request", "from urllib import request",
        "import http.client",
        "from urllib.request import urlopen", "from http import client",
        "from http.client import HTTPSConnection",
        "import aiohttp", "from aiohttp import ClientSession", "def f():\n    import smtplib",
        "__import__('requests')",
        "import socket\nsocket.create_connection(('a', 1))", "from socket import create_connection",
        "x = loop.sock_connect", "asyncio.get_running_loop().create_connection(f)",
        "import asyncio\nasyncio.open_connection('a', 1)",
        "import importlib\nimportlib.import_module('httpx')",
        "from urllib3.poolmanager import PoolManager",
    ],
)  # fmt: skip
def test_another_door_is_found(source: str) -> None:
    assert list(other_doors(source))


@pytest.mark.parametrize(
    "source",
    [
        "from manyvoices.core.http import Client", "import http", "from http import HTTPStatus",
        "import socket\nsocket.socket()",
        "from urllib.parse import urlsplit", "requests = []", "connections.create_connection('default')",
        "from django.http import HttpRequest", "from . import x",
    ],
)  # fmt: skip
def test_what_is_no_door_is_not_found(source: str) -> None:
    assert not list(other_doors(source))
