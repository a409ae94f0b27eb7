"""One machine, no servers: what `make demo` runs. As strict as production, minus HTTPS and real mail."""

from config.env import env_list, env_str, secret_in
from config.settings.base import *  # noqa: F403
from config.settings.base import DATA_DIR

DEBUG = False
SECRET_KEY = env_str("SECRET_KEY", "") or secret_in(DATA_DIR / "secret_key")
SIGNING_KEYS_PASSPHRASE = env_str("SIGNING_KEYS_PASSPHRASE", "") or secret_in(DATA_DIR / "keys_passphrase")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")

BASE_URL = env_str("BASE_URL", f"http://localhost:{env_str('PORT', '8000')}")

STYLEGUIDE = True  # /stijlgids/
SECOND_FACTOR_AT_LOGIN = False  # a visitor is everybody in turn; signing does ask

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
