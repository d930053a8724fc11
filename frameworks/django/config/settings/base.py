"""Settings that every environment shares."""

import environ

env = environ.Env()

SECRET_KEY = env.str("SECRET_KEY")
DEBUG = False
# The service builds no address from the Host header.
ALLOWED_HOSTS = ["*"]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# Neither sessions, cookies, forms nor an admin: no contrib apps, no middleware.
INSTALLED_APPS = ["bench"]
MIDDLEWARE: list[str] = []
# What `check --deploy` asks for protects a browser's session; there is none.
SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W002", "security.W003"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL")}

USE_I18N = False
TIME_ZONE = "UTC"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line",
        },
    },
    "root": {"handlers": ["stdout"], "level": "WARNING"},
    "loggers": {
        # Failures only: Django's default also writes a line for each 404.
        "django": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}

UPSTREAM_URL = env.str("UPSTREAM_URL", default="http://127.0.0.1:8001")
