"""The WSGI application: Django, with the static files and the answers for monitoring in front of it."""

import os

from django.contrib.staticfiles.finders import get_finders
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string
from whitenoise import WhiteNoise

from manyvoices.serve.asgi import WsgiApp

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")

STATIC_PREFIX = "/static/"
# Short: addresses of static files carry no version, and an update must show at the next visit.
STATIC_MAX_AGE = 300


def with_static_files(app: WsgiApp) -> WhiteNoise:
    """`app`, answering /static/ from the apps' own folders; nothing has to be collected after an install."""
    served = WhiteNoise(app, max_age=STATIC_MAX_AGE, allow_all_origins=False)
    for finder in get_finders():
        for name, storage in finder.list(None):
            served.add_file_to_dictionary(STATIC_PREFIX + name, storage.path(name))
    return served


def make() -> WsgiApp:
    """The whole application. Sets Django up, which what looks at the database must come after."""
    django = get_wsgi_application()
    with_health = import_string("manyvoices.serve.health.with_health")
    whole: WsgiApp = with_static_files(with_health(django))
    return whole


application = make()
