"""The door for a WSGI server. Production settings unless told otherwise, so a slip is loud."""

import os

from django.core.wsgi import get_wsgi_application

from config.memory import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()
settle()
