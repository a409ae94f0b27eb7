"""Settings for the test suite: fast, alone on the machine, no network it did not ask for.

Everything lives in one temporary folder; processes the tests start inherit it through DATA_DIR.
Such a process (a worker, a live server) adds USE_TEST_DATABASE=1 and sees the rows the tests see.
"""

import atexit
import os
import shutil
import tempfile

if "LEERROUTES_TEST_DIR" not in os.environ:
    os.environ["LEERROUTES_TEST_DIR"] = tempfile.mkdtemp(prefix="leerroutes-test-")
    atexit.register(shutil.rmtree, os.environ["LEERROUTES_TEST_DIR"], ignore_errors=True)
os.environ["DATA_DIR"] = os.environ["LEERROUTES_TEST_DIR"]
os.environ.setdefault("CELERY_BROKER_URL", "memory://")

from config.env import env_bool, env_str
from config.settings.base import *  # noqa: F403
from config.settings.base import DATA_DIR, DATABASES, STORAGES

DEBUG = False
SECRET_KEY = SIGNING_KEYS_PASSPHRASE = "only-for-tests"  # nosec
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
BASE_URL = "http://testserver"
ACCESSIBILITY_CONTACT = "mailto:toegankelijk@leerroutes.example"
SECURITY_CONTACT = "mailto:veiligheid@leerroutes.example"

_name = str(DATABASES["default"]["NAME"])
_is_file = DATABASES["default"]["ENGINE"].endswith("sqlite3")
_test_name = f"{_name}.test" if _is_file else f"test_{_name}"
DATABASES["default"]["TEST"] = {"NAME": _test_name}
if env_bool("USE_TEST_DATABASE", False):
    DATABASES["default"]["NAME"] = _test_name

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
SECOND_FACTOR_AT_LOGIN = False  # the cast has passwords; tests/accounts/test_second_factor_first.py turns it on
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True  # straight from the tree; nothing was collected
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = env_str("EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
EMAIL_FILE_PATH = DATA_DIR / "mail"
