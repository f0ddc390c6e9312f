"""What granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gatepost.site.settings")
application = get_wsgi_application()
gc.freeze()  # what is loaded by now is there to stay: looking it through again would only make somebody wait
