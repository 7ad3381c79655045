"""The WSGI environment (PEP 3333) of a request that arrived over ASGI."""

import sys
from typing import IO
from urllib.parse import unquote_to_bytes

from manyvoices.serve.asgi import Environ, Scope

# The client's framing. The body behind wsgi.input is complete; its real length stands in CONTENT_LENGTH.
_FRAMING = frozenset(
    {b"content-length", b"transfer-encoding", b"connection", b"keep-alive", b"te", b"upgrade"}
)


def build_environ(scope: Scope, body: IO[bytes], length: int) -> Environ:
    """The environment for a `body` of `length` bytes.

    Header names with an underscore are dropped: `X_Forwarded_For` would become the same variable as
    `X-Forwarded-For`, which only the reverse proxy may set.
    """
    host, port = scope.get("server") or ("localhost", 0)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "CONTENT_LENGTH": str(length),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        if name not in _FRAMING and b"_" not in name:
            _add_header(environ, name.decode("latin-1"), value.decode("latin-1"))
    return environ


def _add_header(environ: Environ, name: str, value: str) -> None:
    variable = name.upper().replace("-", "_")
    key = variable if variable == "CONTENT_TYPE" else f"HTTP_{variable}"
    # Repeated fields are one list (RFC 9110, 5.3), but cookies are parted by semicolons (RFC 9113, 8.2.3).
    separator = "; " if variable == "COOKIE" else ","
    environ[key] = f"{environ[key]}{separator}{value}" if key in environ else value
