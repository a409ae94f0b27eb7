"""What holds everywhere: no branches here, the other modules only override."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from celery.schedules import crontab

from config.databases import database
from config.env import env_int, env_list, env_str
from config.files import files
from config.headers import POLICY
from config.queue import make_folders, transport_options

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(env_str("DATA_DIR", str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

STYLEGUIDE = False
SOURCE_URL = env_str("SOURCE_URL", "https://example.org/leerroutes")

# --- Rooms ---------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "config.apps.StaticFiles",
    "config.apps.Porch",
    "csp",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "viewflow",
    "viewflow.workflow",
    "audit",
    "jobs",
    "accounts",
    "guidance",
    "leerroutes",
    "agreements",
    "workflows",
    "inspections",
]

MIDDLEWARE = [
    "config.requests.Watched",
    "config.compress.Pages",
    "django.middleware.security.SecurityMiddleware",
    "config.headers.Headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "audit.middleware.FromWhere",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.ActingFor",
    "accounts.middleware.SecondFactorFirst",
    "config.middleware.Conflict",
    "inspections.middleware.ReadingIsKnown",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.acting",
                "workflows.telling.context.unread",
                "config.themes.theme",
            ],
        },
    },
]

# --- Data ----------------------------------------------------------------------------------------

DATABASES = {"default": database(env_str("DATABASE_URL", f"sqlite:///{DATA_DIR}/leerroutes.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MEDIA_ROOT = DATA_DIR / "files"
STATIC_ROOT = DATA_DIR / "staticfiles"
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": files(  # empty: MEDIA_ROOT; else a bucket, s3://bucket?endpoint=https://…
        env_str("FILES_URL", ""), key=env_str("FILES_ACCESS_KEY", ""), secret=env_str("FILES_SECRET_KEY", "")
    ),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- People --------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ANONYMOUS_USER_NAME = None  # guardian: no phantom user in the table
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# People are invited by their board; nobody signs up. The address is the name.
ACCOUNT_ADAPTER = "accounts.adapter.InvitationOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"change_password": "accounts.passwords.ChangePassword"}  # nosec

# Who signs gives a second factor: a code of an app, or a passkey (docs/signing.md). Recovery codes are for logging in.
MFA_ADAPTER = "accounts.stepup.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # the code before and the one after, too: people type slowly
SECOND_FACTOR_AT_LOGIN = True  # of who has one; and who needs one for a role (PROVEN_ROLES) gets it first
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # seconds; also of invitations, and their mail says so

# --- Background work -----------------------------------------------------------------------------

CELERY_BROKER_URL = env_str("CELERY_BROKER_URL", "filesystem://localhost")
CELERY_BROKER_TRANSPORT_OPTIONS = transport_options(CELERY_BROKER_URL, DATA_DIR / "queue")
make_folders(CELERY_BROKER_TRANSPORT_OPTIONS)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
# Once more, at once: a broker that restarted closed our connection, and the scheduler would go on using it for ever.
# No more than that: nobody's page waits for a broker that is down; the sweeper rings again.
CELERY_TASK_PUBLISH_RETRY = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
JOB_LEASE_SECONDS = env_int("JOB_LEASE_SECONDS", 60)  # silent for longer: another worker may take the job
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {  # `expires`: while no worker runs, yesterday's rounds do not pile up
    "ring again for forgotten jobs": {
        "task": "jobs.tasks.sweep",
        "schedule": timedelta(seconds=5),
        "options": {"expires": 5},
    },
    "fire timers that are due": {
        "task": "workflows.tasks.fire_timers",
        "schedule": timedelta(seconds=30),
        "options": {"expires": 30},
    },
    "agreements end when their day has passed": {
        "task": "workflows.tasks.watch_agreements",
        "schedule": crontab(minute=15, hour="*"),
    },
    "terms for signing end when their day has passed": {
        "task": "workflows.tasks.watch_requests",
        "schedule": crontab(minute=20, hour="*"),
    },
    "boards hear that the last day to answer a finding is over": {
        "task": "inspections.findings.tasks.watch_findings",
        "schedule": crontab(minute=30, hour="*"),
    },
    "boards hear in time that an agreement ends": {
        "task": "workflows.tasks.warn_of_ends",
        "schedule": crontab(minute=25, hour=0),
    },
    "boards hear of the yearly evaluation": {
        "task": "workflows.tasks.remind_of_evaluations",
        "schedule": crontab(minute=45, hour=6),
    },
    "who is up hears of the term": {
        "task": "workflows.tasks.remind_of_terms",
        "schedule": crontab(minute=35, hour="*"),
    },
    "the mail of the day": {
        "task": "workflows.tasks.send_digests",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 600},
    },
    "rights followed the memberships all day": {
        "task": "workflows.tasks.look_for_drift",
        "schedule": crontab(minute=50, hour=23),
    },
    "sessions that are over are forgotten": {
        "task": "workflows.tasks.forget_sessions",
        "schedule": crontab(minute=30, hour=3),
    },
    "the ledger is anchored": {
        "task": "workflows.tasks.anchor_ledger",
        "schedule": crontab(minute=40, hour=2),
    },
    "rights follow the calendar": {
        "task": "workflows.tasks.sync_permissions",
        "schedule": crontab(minute=5, hour=0),
    },
}

# --- What all processes share --------------------------------------------------------------------

# The limits on logging in count here, so two web servers count as one. In the database: nothing more to run or to
# trust. Room for many, as by default the 301st entry throws others out, and with them the count of who is guessing.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- Language and time ---------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a programme of six years with forty parts posts some 500 fields

# --- Signatures ----------------------------------------------------------------------------------

SIGNING_KEYS_DIR = Path(env_str("SIGNING_KEYS_DIR", str(DATA_DIR / "keys")))
SIGNING_KEYS_PASSPHRASE = env_str("SIGNING_KEYS_PASSPHRASE", "")  # empty: no key opens, boards sign outside
TIMESTAMP_URL = env_str("TIMESTAMP_URL", "")  # RFC 3161; empty: the embedded one when it was made, else no timestamps

ANCHOR_MAIL_TO = env_list("ANCHOR_MAIL_TO", "")  # archives outside that keep every anchor of the ledger

# --- Files from outside --------------------------------------------------------------------------

UPLOAD_MAX_BYTES = env_int("UPLOAD_MAX_MB", 10) * 1024 * 1024
CLAMAV_ADDRESS = env_str("CLAMAV_ADDRESS", "")  # host:port or unix:/path; empty: only the checks of the content
CLAMAV_TIMEOUT_SECONDS = env_int("CLAMAV_TIMEOUT_SECONDS", 20)

# --- Safety --------------------------------------------------------------------------------------

SECURITY_CONTACT = env_str("SECURITY_CONTACT", "")  # mailto:… or https://…, for who finds a leak
ACCESSIBILITY_CONTACT = env_str("ACCESSIBILITY_CONTACT", "")  # mailto:… or https://…, for who cannot use a page
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": POLICY}

# --- Mail, logs and numbers ----------------------------------------------------------------------

METRICS_TOKEN = env_str("METRICS_TOKEN", "")  # who sends it may read /metrics; empty: nobody
DEFAULT_FROM_EMAIL = env_str("DEFAULT_FROM_EMAIL", "Leerroutes <leerroutes@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env_str("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "pyhanko": {"level": "ERROR"},  # it warns that nothing is fetched; what it finds wrong is in the report
        "pyhanko_certvalidator": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
        "config.requests": {"level": "WARNING"},  # a line for every request: only in production
        # These say something every few seconds when all is well.
        "celery.beat": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
    },
}
