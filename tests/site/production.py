"""An environment as a school would have it in production."""

import base64

PRODUCTION = {
    "GATEPOST_MODE": "production",
    "GATEPOST_DATA": "/var/lib/gatepost",
    "GATEPOST_SECRET_KEY": "nine-riverside-otters-went-to-school-on-tuesday-0123456789-abc",
    "GATEPOST_ENCRYPTION_KEYS": base64.urlsafe_b64encode(bytes(range(32))).decode(),
    "GATEPOST_SIGNING_KEY": base64.urlsafe_b64encode(bytes(range(32, 64))).decode(),
    "GATEPOST_HOSTS": "gatepost.riverside.example",
    "GATEPOST_SMTP": "smtp://user:password@mail.riverside.example:587",
    "GATEPOST_SENDER": "gatepost@riverside.example",
}
