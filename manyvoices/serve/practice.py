"""The practice network on our own port, with its posts in the data folder."""

from django.conf import settings

from manyvoices.networks.sandbox.adapter import PREFIX
from manyvoices.networks.sandbox.server import SandboxServer

app = SandboxServer(
    path=settings.CONFIG.data_dir / "sandbox.sqlite3", secret=settings.SECRET_KEY, prefix=PREFIX
)
