"""Django's settings, made from the environment (`environment.py`)."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from .environment import WrongSettings, read_environment
from .logs import logging_from
from .social import sign_in_hosts, social_providers

try:
    ENVIRONMENT = read_environment()
except WrongSettings as wrong:  # said in plain lines, whatever program reads the settings
    raise SystemExit("\n".join(f"gatepost: {problem}" for problem in wrong.problems)) from None

PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
DEMO = ENVIRONMENT.mode == "demo"
LOGGING = logging_from("WARNING" if DEMO else "INFO")  # whoever looks around reads no log
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
# Where letters say that the site is found.
SITE_ADDRESS = f"https://{ALLOWED_HOSTS[0]}" if ENVIRONMENT.production else f"http://localhost:{ENVIRONMENT.port}"
ROOT_URLCONF = "gatepost.site.urls"
WSGI_APPLICATION = "gatepost.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
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
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.microsoft",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "heroicons",
    "template_partials",
    "gatepost.schools",
    "gatepost.records",
    "gatepost.rulings",
    "gatepost.channels",
    "gatepost.publishing",
    "gatepost.asking",
    "gatepost.web",
]

MIDDLEWARE = [
    "gatepost.site.health.Health",  # before the log: a probe every few seconds tells nothing
    "gatepost.site.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gatepost.site.turns.Turns",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gatepost.web.signed_out.SignedInOrAsked",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gatepost.web.navigation.navigation",
            ],
            "builtins": ["gatepost.web.templatetags.icons"],
        },
    }
]
FORM_RENDERER = "gatepost.web.forms.Renderer"

DATABASES = {"default": dict(ENVIRONMENT.database)}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Who signs in, and how.
AUTH_USER_MODEL = "schools.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
SECOND_FACTOR = not DEMO
"""Whether those whose posts call for it (`schools.roles.NEEDS_SECOND_FACTOR`) must sign in with a second factor."""
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the school that makes an account answers for its address
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_ADAPTER = "gatepost.site.accounts.Accounts"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
MFA_ADAPTER = "gatepost.site.accounts.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Gatepost"
SOCIALACCOUNT_ADAPTER = "gatepost.site.accounts.SocialAccounts"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = social_providers(ENVIRONMENT)

# Shared by all workers, so that what allauth counts against guessing is counted once.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": ENVIRONMENT.data / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# What a browser may do with the pages.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *sign_in_hosts(ENVIRONMENT)],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "gatepost.web.faults.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = ENVIRONMENT.production
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENVIRONMENT.production
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxies else None

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static" if ENVIRONMENT.production else None  # else served from where they stand
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if ENVIRONMENT.production
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not ENVIRONMENT.production
MEDIA_ROOT = ENVIRONMENT.data / "evidence"
SIGNING_KEY = ENVIRONMENT.signing_key  # signs the record's checkpoints

EMAIL_BACKEND = (
    "gatepost.web.outbox.Outbox"
    if DEMO
    else "django.core.mail.backends.smtp.EmailBackend"
    if ENVIRONMENT.smtp
    else "django.core.mail.backends.console.EmailBackend"
)
if ENVIRONMENT.smtp:
    EMAIL_HOST = ENVIRONMENT.smtp.host
    EMAIL_PORT = ENVIRONMENT.smtp.port
    EMAIL_HOST_USER = ENVIRONMENT.smtp.user
    EMAIL_HOST_PASSWORD = ENVIRONMENT.smtp.password
    EMAIL_USE_SSL = ENVIRONMENT.smtp.tls
    EMAIL_USE_TLS = ENVIRONMENT.smtp.starttls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.sender

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
