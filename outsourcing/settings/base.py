"""What holds everywhere; each place adds its own on top, and the environment decides the rest."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_FOLDER = Path(env.str("DATA_FOLDER", default=str(BASE_DIR / ".parity" / "data")))

SECRET_KEY = env.str("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
BASE_URL = env.str("BASE_URL", default="http://localhost:8000")

INSTALLED_APPS = [
    "selection",
    "assessments",
    "providers",
    "outsourcing.operation",
    "outsourcing.accounts",
    "outsourcing.jobs",
    "outsourcing.audit",
    "outsourcing.files",
    "outsourcing.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "axes",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_countries",
    "django_filters",
    "django_htmx",
]

MIDDLEWARE = [
    # First, so that its line of the log tells the whole time and every refusal.
    "outsourcing.operation.middleware.request_log",
    # These three stand before everything that answers by itself: files, redirects to the slash, bad hosts.
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "outsourcing.accounts.middleware.actor_middleware",
    "providers.views.portal.visits.contact_middleware",
    "outsourcing.accounts.middleware.LastSeenMiddleware",
    "outsourcing.accounts.middleware.SecondFactorMiddleware",
    # Last, as its documentation asks.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "outsourcing.urls"
WSGI_APPLICATION = "outsourcing.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "outsourcing.ui.context_processors.shell",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- The database is the truth -----------------------------------------------------------------

SQLITE_OPTIONS: dict[str, Any] = {
    # Measured with eight writers: none of 800 transactions locked out, against 297 by default.
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
        # Without it, REPLACE deletes rows behind the back of the triggers that refuse deleting.
        "PRAGMA recursive_triggers=ON;"
    ),
}
POSTGRESQL_OPTIONS: dict[str, Any] = {
    "options": "-c lock_timeout=15s -c statement_timeout=60s",
}


def database_settings(url: str) -> dict[str, Any]:
    """The connection to the database at this address, with what makes it safe under load."""
    database: dict[str, Any] = env.db_url_config(url)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = SQLITE_OPTIONS
    else:
        database["OPTIONS"] = {**database.get("OPTIONS", {}), **POSTGRESQL_OPTIONS}
        database["CONN_MAX_AGE"] = 60
        database["CONN_HEALTH_CHECKS"] = True
    return database


DATABASES = {
    "default": database_settings(
        env.str("DATABASE_URL", default=f"sqlite:///{DATA_FOLDER / 'parity.sqlite3'}"),
    ),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Cache, sessions and throttles stay in the database: a frozen Redis must not stop a sign-in.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "outsourcing.ui.views.csrf_failure"

# --- Owed work: Redis is the doorbell ----------------------------------------------------------

REDIS_URL = env.str("REDIS_URL", default="redis://localhost:6379/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A worker outlives its broker, however long that is away, full, or refuses its password.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_CHANNEL_ERROR_RETRY = True
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # At least twice the hard limit of a task, or a long one is delivered a second time.
    "visibility_timeout": 1200,
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
    "retry_on_timeout": False,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
# A task ends before its lease does, or a second worker would start on what the first still does.
CELERY_TASK_TIME_LIMIT = 80
CELERY_TASK_SOFT_TIME_LIMIT = 70
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = "default"
# What others upload is parsed apart, so that a bad file holds up no score.
CELERY_TASK_ROUTES = {
    "providers.look_at_roster": {"queue": "uploads"},
    "providers.read_roster": {"queue": "uploads"},
    "providers.analyse_roster": {"queue": "uploads"},
    "providers.compare_rosters": {"queue": "uploads"},
    "providers.measure_roster": {"queue": "uploads"},
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 1000
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 600_000
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = True
CELERY_TASK_SEND_SENT_EVENT = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "chain the audit trail": {"task": "audit.chain", "schedule": timedelta(seconds=10)},
    "sweep owed work": {"task": "jobs.sweep", "schedule": timedelta(seconds=15)},
    "forget old sessions": {"task": "accounts.tidy", "schedule": timedelta(hours=1)},
    "forget old codes": {"task": "providers.tidy", "schedule": timedelta(hours=1)},
    "ask for the rosters of a new quarter": {"task": "providers.repeat", "schedule": timedelta(hours=1)},
    "sweep files that nothing names": {"task": "files.sweep", "schedule": timedelta(hours=6)},
    "open reviews that are due": {"task": "assessments.repeat", "schedule": timedelta(hours=1)},
    "remind people once a day": {"task": "assessments.remind", "schedule": timedelta(hours=1)},
}
# A worker that claims work and dies gives it back after this long.
OWED_WORK_LEASE = timedelta(seconds=90)
OWED_WORK_ATTEMPTS = 5
OWED_WORK_RINGING = True

# --- People ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "ui:home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "outsourcing.accounts.adapter.InvitationOnlyAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A stranger must not be able to make this house write to strangers.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "outsourcing.accounts.links.LinkGenerator"  # noqa: S105
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
ACCOUNT_FORMS = {
    "login": "outsourcing.accounts.forms.sign_in.SignInForm",
    "reset_password": "outsourcing.accounts.forms.sign_in.AskForLinkForm",
    "reset_password_from_key": "outsourcing.accounts.forms.sign_in.ChoosePasswordForm",
    "change_password": "outsourcing.accounts.forms.sign_in.PasswordChangeForm",
    "reauthenticate": "outsourcing.accounts.forms.proof.PasswordProofForm",
}
# Whoever proved within this time who they are is not asked again before something that weighs much.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
# Floods from one network; guessing at one account is stopped by axes below, which locks out the guesser only.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip"}
# Throttling of sign-ins is axes' work: by address and account together, so that an attacker
# elsewhere cannot lock out the victim.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_USERNAME_CALLABLE = "outsourcing.accounts.throttling.account_of"
AXES_CLIENT_IP_CALLABLE = "outsourcing.accounts.throttling.address_of"
AXES_LOCKOUT_CALLABLE = "outsourcing.accounts.views.sign_in.locked_out"
# The rest lasts as long as the page says, however often somebody knocks meanwhile.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# What was typed is nobody's business, wrong codes least of all.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "credential"]
# The trail tells of sign-ins.
AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_ON_SUCCESS = True
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"

# A second factor: codes of an authenticator app, passkeys, and recovery codes for the day both are lost.
MFA_ADAPTER = "outsourcing.accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Addresses are an administrator's word here, not something that people confirm.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Parity"
MFA_FORMS = {
    "authenticate": "outsourcing.accounts.forms.proof.CodeForm",
    "reauthenticate": "outsourcing.accounts.forms.proof.CodeProofForm",
    "activate_totp": "outsourcing.accounts.forms.second_factor.AppForm",
    "authenticate_webauthn": "outsourcing.accounts.forms.passkeys.PasskeyAfterPassword",
    "reauthenticate_webauthn": "outsourcing.accounts.forms.passkeys.PasskeyAgain",
    "login_webauthn": "outsourcing.accounts.forms.passkeys.PasskeyAlone",
    "add_webauthn": "outsourcing.accounts.forms.second_factor.PasskeyForm",
    "edit_webauthn": "outsourcing.accounts.forms.second_factor.PasskeyNameForm",
}
# Guessing codes needs the password first; whoever has it gets few guesses, from all networks together.
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip", "code": "20/h/key"}

# The portal of the providers' people: how long a link waits for its use, and a session for its next page.
PORTAL_DOOR = "portal:door"
PORTAL_LINK_DAYS = 14
PORTAL_IDLE = timedelta(hours=2)

# Single sign-on by OpenID Connect, only where somebody configured an issuer.
OIDC_ISSUER = env.str("OIDC_ISSUER", default="").rstrip("/")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
OIDC_NAME = env.str("OIDC_NAME", default="single sign-on")
OIDC_CREATE_PEOPLE = env.bool("OIDC_CREATE_PEOPLE", default=False)
# The claim that holds groups, and which of them gives which role: "buyers=procurement_lead,board=executive".
OIDC_ROLES_CLAIM = env.str("OIDC_ROLES_CLAIM", default="")
OIDC_ROLES: dict[str, str] = env.dict("OIDC_ROLES", default={})
SOCIALACCOUNT_ADAPTER = "outsourcing.accounts.single_sign_on.adapter.SingleSignOnAdapter"

# How many proxies of our own stand in front and add to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXY_COUNT", default=0)

# A mail server that does not answer holds nobody up for longer.
EMAIL_TIMEOUT = 10
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Parity <parity@localhost>")

# --- What leaves the house ---------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# A checklist is saved answer by answer; no honest form here has more fields or a larger body.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
# What is larger arrives cut off, is seen to be too large and refused; nothing larger ever reaches the disk.
LARGEST_UPLOAD = env.int("LARGEST_UPLOAD_MEGABYTES", default=120) * 1_000_000
# Rosters are large; what is attached as proof is not.
LARGEST_DOCUMENT = env.int("LARGEST_DOCUMENT_MEGABYTES", default=25) * 1_000_000
FILE_UPLOAD_HANDLERS = [
    "outsourcing.files.uploading.UpToLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    # Into the data folder, and with words for a full disk.
    "outsourcing.files.uploading.ToFolder",
]

# --- Language, time, files ---------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
# Days that nobody can misread: 12 Nov 2026, never 11/12/2026.
FORMAT_MODULE_PATH = ["outsourcing.ui.locale_formats"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_FOLDER", default=str(DATA_FOLDER / "static")))
# What people upload; never served by address, only through a guarded view.
MEDIA_ROOT = DATA_FOLDER / "files"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"refusals": {"()": "outsourcing.operation.logs.RefusalsInOneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {"axes": {"level": "WARNING"}, "django.request": {"filters": ["refusals"]}},
}
# Who watches the house sends it as a bearer token; without one there are no metrics.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
