"""Behind HTTPS, for real people. Every value without a safe default must be given, or the start fails."""

from config.env import env_bool, env_int, env_list, env_str
from config.headers import POLICY
from config.settings.base import *  # noqa: F403
from config.settings.base import LOGGING

DEBUG = False
SECRET_KEY = env_str("SECRET_KEY")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS")
BASE_URL = env_str("BASE_URL")
SOURCE_URL = env_str("SOURCE_URL")
SECURITY_CONTACT = env_str("SECURITY_CONTACT")

# HTTPS ends at a proxy of ours, which must set X-Forwarded-Proto itself and drop what the client sent.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env_bool("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
SECURE_HSTS_SECONDS = env_int("SECURE_HSTS_SECONDS", 365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading is the domain owner's promise to make, not ours
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"  # taken from this very host only
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**POLICY, "upgrade-insecure-requests": True}}
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("TRUSTED_PROXY_COUNT", 1)

EMAIL_HOST = env_str("EMAIL_HOST")
EMAIL_PORT = env_int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env_str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env_str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", True)
DEFAULT_FROM_EMAIL = env_str("DEFAULT_FROM_EMAIL")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGGING = {
    **LOGGING,
    "formatters": {"line": {"()": "config.logs.AsJson"}},
    "loggers": {**LOGGING["loggers"], "config.requests": {"level": "INFO"}},
}
