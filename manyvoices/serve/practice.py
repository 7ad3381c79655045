"""The practice network on our own port, with its posts in the data folder."""

from django.conf import settings

from manyvoices.networks.sandbox.adapter import PREFIX
from manyvoices.networks.sandbox.arrived import FILE
from manyvoices.networks.sandbox.server import SandboxServer

app = SandboxServer(path=settings.CONFIG.data_dir / FILE, secret=settings.SECRET_KEY, prefix=PREFIX)
