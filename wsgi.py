"""What a WSGI server loads."""

from app.factory import create_app
from app.observability import log_as_json

log_as_json()
server = create_app().server
