"""Django's settings, derived from `manyvoices.config`; nothing else reads the environment."""

import os
import sys
from pathlib import Path
from typing import Any

import django_stubs_ext

from manyvoices import config as configuration
from manyvoices import secrets_file
from manyvoices.databases import database

django_stubs_ext.monkeypatch()

try:
    CONFIG = configuration.load(os.environ)
except configuration.BadConfig as error:
    sys.exit(str(error))

_secrets = secrets_file.read_or_make(CONFIG)
BASE = Path(__file__).parent

SECRET_KEY = _secrets["secret_key"]
ENCRYPTION_KEYS = _secrets["encryption_keys"]
DEBUG = CONFIG.debug
ALLOWED_HOSTS = [
    "*"
]  # the front compares Host with the configured address; loopback is reached by many names
CSRF_TRUSTED_ORIGINS = [CONFIG.public_url]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIG.trusted_proxies else None

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "manyvoices.core",
    "manyvoices.media",
    "manyvoices.people",
    "manyvoices.notifications",
    "manyvoices.voices",
    "manyvoices.pauses",
    "manyvoices.federation",
    "manyvoices.publishing",
    "manyvoices.conversations",
    "manyvoices.web",
    "manyvoices.activitypub",
    "manyvoices.shell",
]

MIDDLEWARE = [
    "manyvoices.web.came_from.CameFrom",
    "manyvoices.web.tour.mark.KeepsRobotsAway",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "manyvoices.web.sign_in.session_limits.SessionLimits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "manyvoices.web.refusing.RefusalsBecomePages",
]

ROOT_URLCONF = "manyvoices.urls"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "manyvoices.web.context.everywhere",
            ],
            "libraries": {"heroicons": "manyvoices.web.templatetags.icons"},
        },
    }
]

DATABASES = {"default": database(CONFIG)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "manyvoices.web.sign_in.adapter.Adapter"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "manyvoices.web.sign_in.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
PASSWORD_RESET_TIMEOUT = 3600
ALLAUTH_TRUSTED_PROXY_COUNT = CONFIG.trusted_proxies

_https = CONFIG.public_url.startswith("https://")
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
if (
    CONFIG.demo
):  # browsers share cookies between ports: a demo must not sign anybody out of the real one beside it
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "manyvoices_demo_session", "manyvoices_demo_csrf"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _https else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

LANGUAGE_CODE = CONFIG.language
# Each in its own words: whoever looks for theirs reads no other. A language stands here once it is complete.
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE / "locale"]
TIME_ZONE = CONFIG.time_zone
USE_TZ = True

STATIC_URL = "/static/"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": CONFIG.data_dir / "media", "base_url": "/media/"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300

# Django's own lines, with the tokens of one-time links left out.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_tokens": {"()": "manyvoices.core.secret_paths.WithoutTokens"}},
    "loggers": {
        name: {"filters": ["without_tokens"], "level": level}
        for name, level in (
            ("django.request", "ERROR"),  # a line for each refused request would let a stranger fill the disk
            ("django.security.csrf", "WARNING"),
            ("django.server", "INFO"),
        )
    },
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = ["security.W004"]  # HSTS follows the scheme of the public address
