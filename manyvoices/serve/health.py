"""What monitoring asks: /healthz (the process answers) and /readyz (the installation does its work)."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import DatabaseError

from manyvoices.core.connections import leave_old_connections
from manyvoices.core.work.readiness import unready
from manyvoices.serve.asgi import Environ, WsgiApp
from manyvoices.shell.problems import Problem
from manyvoices.shell.tables import look_at_migrations, pending

LIVE, READY = "/healthz", "/readyz"


def with_health(app: WsgiApp) -> WsgiApp:
    """`app`, answering the two addresses before it: 200, or 503 with what does not work as JSON."""

    def answering(environ: Environ, start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path not in (LIVE, READY):
            return app(environ, start_response)
        found = problems() if path == READY else {}
        status = "503 Service Unavailable" if found else "200 OK"
        start_response(status, [("Content-Type", "application/json"), ("Cache-Control", "no-store")])
        return [json.dumps({"problems": found}).encode()]

    return answering


def problems() -> dict[str, str]:
    """What does not work, by place; empty when all does."""
    leave_old_connections()
    try:
        waiting = pending(look_at_migrations())
        if waiting:
            return {"database": f"{len(waiting)} migrations are not applied."}
        return dict(unready())
    except (Problem, DatabaseError):
        return {"database": "The database cannot be used; the log says why."}
