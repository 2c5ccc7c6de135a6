"""Settings of the project: this one file. What may differ from place to place comes from the environment
(`config/environment.py`, printed into docs/settings.md); everything else is fixed here.

With nothing set the site runs on loopback, debug off. In the open (a host name beyond loopback) it refuses to
start with debug on or with keys that were not given or are weak; `casework/checks.py` refuses demo users.
"""

from __future__ import annotations

import ipaddress
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import database, environment, keys

environment.refuse_unknown()

BASE_DIR: Path = Path(__file__).resolve().parent.parent

# ---- Where the site stands ----

# Error pages with code and values; for development only.
DEBUG: bool = environment.flag("CASEWORK_DEBUG")
# The host names the site answers to.
ALLOWED_HOSTS: list[str] = environment.listed("CASEWORK_ALLOWED_HOSTS")
# Whether the site is reached through TLS.
SECURE: bool = environment.flag("CASEWORK_SECURE")
# Origins beside its own from which forms are accepted.
CSRF_TRUSTED_ORIGINS: list[str] = environment.listed("CASEWORK_CSRF_TRUSTED_ORIGINS")


def _is_loopback(host: str) -> bool:
    name = host.strip("[]").lower()
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


# Whether the site answers to others than this machine; then the defaults for trying it out are refused.
IN_THE_OPEN: bool = not all(_is_loopback(host) for host in ALLOWED_HOSTS)

if IN_THE_OPEN and DEBUG:
    raise ImproperlyConfigured("CASEWORK_DEBUG is on with CASEWORK_ALLOWED_HOSTS beyond loopback: switch it off.")

# ---- Database ----

DATABASES: dict[str, dict[str, Any]] = {
    "default": database.describe(environment.text("DATABASE_URL") or f"sqlite:///{BASE_DIR / 'casework.sqlite3'}")
}
database.keep_private(DATABASES["default"])
DEFAULT_AUTO_FIELD: str = "django.db.models.BigAutoField"

# ---- Keys ----


def _key(variable: str, file: str) -> str:
    """The key given by the environment; on loopback one made once and kept where the database is."""
    if environment.given(variable):
        return keys.strong(variable, environment.text(variable))
    if IN_THE_OPEN:
        raise ImproperlyConfigured(f"{variable} must be given with CASEWORK_ALLOWED_HOSTS beyond loopback.")
    return keys.kept(_key_file(file))


def _key_file(file: str) -> Path:
    """Where a key is kept that nobody gave."""
    default = DATABASES["default"]
    if default["ENGINE"] == database.SQLITE:
        return Path(default["NAME"].with_name(f"{default['NAME'].name}.{file}"))
    return BASE_DIR / "var" / file


# Signs sessions and forms.
SECRET_KEY: str = _key("CASEWORK_SECRET_KEY", "secret-key")
# The root of the keys that personal data are encrypted with; casework derives a key per field from it.
FIELD_KEY: str = _key("CASEWORK_FIELD_KEY", "field-key")

# Where each lies; None where the environment gives it.
KEY_FILES: dict[str, Path | None] = {
    "secret_key": None if environment.given("CASEWORK_SECRET_KEY") else _key_file("secret-key"),
    "field_key": None if environment.given("CASEWORK_FIELD_KEY") else _key_file("field-key"),
}

if SECRET_KEY == FIELD_KEY:
    raise ImproperlyConfigured("CASEWORK_SECRET_KEY and CASEWORK_FIELD_KEY are the same: give two keys.")

# ---- Application ----

INSTALLED_APPS: list[str] = [
    "casework",
    "django.contrib.admin.apps.SimpleAdminConfig",  # the addresses load its pages, not every command
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "django_filters",
    "django_htmx",
    "axes",
    "corsheaders",
    "csp",
]

MIDDLEWARE: list[str] = [
    "django.middleware.security.SecurityMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # pages shrink to a fifth; Django pads them by chance, so that their length tells no secret
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "casework.web.account.password.OneTimePasswords",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.handlers.FullDisk",
    "config.handlers.ReadOnce",
    # last: it turns a refused sign-in into its answer
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF: str = "config.urls"
WSGI_APPLICATION: str = "config.wsgi.application"
ASGI_APPLICATION: str = "config.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "casework.api.openapi.schema.Described",
    "EXCEPTION_HANDLER": "casework.api.problems.handle",
    # `format` is a parameter of the lists, read with all others
    "URL_FORMAT_OVERRIDE": None,
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Casework",
    "DESCRIPTION": "案件、台账与统计数字的接口 · Cases and figures for programs: see docs/api.md.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["casework.api.openapi.schema.with_components"],
}

# ---- The interface for programs ----

# Requests of one token in each minute; then 429, which says when to come again.
API_REQUESTS_A_MINUTE: int = environment.number("CASEWORK_API_REQUESTS_A_MINUTE")
# Servers in front that say in X-Forwarded-For where a request comes from, and in X-Forwarded-Proto by what.
TRUSTED_PROXIES: list[str] = environment.listed("CASEWORK_TRUSTED_PROXIES")
for _network in TRUSTED_PROXIES:
    try:
        ipaddress.ip_network(_network, strict=False)
    except ValueError:
        raise ImproperlyConfigured(f"CASEWORK_TRUSTED_PROXIES: {_network!r} is no address or network.") from None
# Pages of other sites that may ask the interface from a browser: by a token, never by the cookie of somebody signed in.
CORS_ALLOWED_ORIGINS: list[str] = environment.listed("CASEWORK_CORS_ORIGINS")
CORS_URLS_REGEX: str = r"^/api/v1/"
CORS_ALLOW_METHODS: tuple[str, ...] = ("GET", "HEAD", "OPTIONS", "POST")
CORS_ALLOW_HEADERS: tuple[str, ...] = (
    "accept", "accept-language", "authorization", "content-type", "idempotency-key", "if-match", "if-none-match",
)  # fmt: skip
CORS_EXPOSE_HEADERS: tuple[str, ...] = (
    "ETag", "Link", "Location", "Out-Of-Reach", "RateLimit", "RateLimit-Policy", "Retry-After",
    "Updated-Since", "Warning",
)  # fmt: skip
# Bytes of a request's body; a larger one is not read.
API_LARGEST_BODY: int = 1024 * 1024

# ---- Tokens of the interface for programs ----

# Our own model stands in for knox's, whose tables are therefore not made.
KNOX_TOKEN_MODEL: str = "casework.Token"  # noqa: S105  # the name of a model
MIGRATION_MODULES: dict[str, str | None] = {"knox": None}
REST_KNOX: dict[str, Any] = {
    "AUTH_HEADER_PREFIX": "Bearer",
    # so that a token that got about is known for what it is
    "TOKEN_PREFIX": "cw-",
    # none lasts for ever: casework.actions.belongings.tokens gives each its days
    "TOKEN_TTL": timedelta(days=1),
}

# ---- Signing in ----

AUTH_USER_MODEL: str = "casework.Person"
LOGIN_URL: str = "/login/"
LOGIN_REDIRECT_URL: str = "/"
LOGOUT_REDIRECT_URL: str = "/login/"

AUTHENTICATION_BACKENDS: list[str] = [
    # first: it refuses a locked-out name before a password is looked at
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]

AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Five wrong passwords lock a name, from that address, for a quarter of an hour. Name and address together: a
# stranger cannot lock out a clerk, and behind a server in front, where all come from one address, a clerk who
# mistypes does not lock out the office. The address is the connection's own; no header is believed.
AXES_FAILURE_LIMIT: int = 5
AXES_LOCKOUT_PARAMETERS: list[list[str]] = [["username", "ip_address"]]
AXES_COOLOFF_TIME: timedelta = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS: bool = True
AXES_HTTP_RESPONSE_CODE: int = 429
AXES_VERBOSE: bool = False

# ---- Sessions, cookies, headers ----

# A working day at most, and never past the closing of the browser: office machines are shared.
SESSION_COOKIE_AGE: int = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE: bool = True
SESSION_COOKIE_HTTPONLY: bool = True
SESSION_COOKIE_SAMESITE: str = "Lax"
SESSION_COOKIE_SECURE: bool = SECURE
CSRF_COOKIE_HTTPONLY: bool = True
CSRF_COOKIE_SAMESITE: str = "Lax"
CSRF_COOKIE_SECURE: bool = SECURE

SECURE_SSL_REDIRECT: bool = SECURE
# What watches over the site asks on the machine itself, without TLS.
SECURE_REDIRECT_EXEMPT: list[str] = [r"^health/$"]
SECURE_HSTS_SECONDS: int = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF: bool = True
SECURE_REFERRER_POLICY: str = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY: str = "same-origin"
X_FRAME_OPTIONS: str = "DENY"

# Whether every host below ours speaks TLS, and whether browsers are to ship our name, its owner says.
SILENCED_SYSTEM_CHECKS: list[str] = ["security.W005", "security.W021"]

# Everything comes from the site itself; nothing is inline. Form controls draw their arrows from data: images.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# ---- Static files ----

# WhiteNoise serves them from where they lie: there is no collecting step.
STATIC_URL: str = "/static/"
WHITENOISE_USE_FINDERS: bool = True
WHITENOISE_AUTOREFRESH: bool = DEBUG

# ---- Attachments ----


def _attachments() -> Path:
    """The folder given by the environment, or one beside the database."""
    if environment.given("CASEWORK_ATTACHMENTS"):
        return Path(environment.text("CASEWORK_ATTACHMENTS"))
    default = DATABASES["default"]
    if default["ENGINE"] == database.SQLITE:
        return Path(default["NAME"].with_name(f"{default['NAME'].name}.attachments"))
    return BASE_DIR / "var" / "attachments"


# Files are read by their owner alone and served by a view that asks who is asking; they have no address.
STORAGES: dict[str, dict[str, Any]] = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "attachments": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": _attachments(),
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
# The first refuses a flood; the others keep what is small in memory and put the rest in temporary files.
FILE_UPLOAD_HANDLERS: list[str] = [
    "casework.web.shell.uploads.Quota",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# An upload larger than this goes to a temporary file instead of memory.
FILE_UPLOAD_MAX_MEMORY_SIZE: int = 1024 * 1024
# A form may hold many applicants, but not a flood of fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS: int = 2000

# ---- Language and time ----

LANGUAGE_CODE: str = "zh-hans"
LANGUAGES: list[tuple[str, str]] = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS: list[Path] = [BASE_DIR / "casework" / "locale"]
USE_I18N: bool = True
USE_TZ: bool = True
TIME_ZONE: str = "Asia/Shanghai"

# ---- Log ----

# Warnings and errors to standard error, where the service manager keeps them; standard output is for results.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"faults_alone": {"()": "config.logs.FaultsAlone"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["faults_alone"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Django's own handler mails administrators, whom nobody named.
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # that a request waits its turn is no fault
        "waitress.queue": {"level": "ERROR"},
    },
}
