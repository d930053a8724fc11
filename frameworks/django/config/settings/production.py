from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES

# Each worker thread keeps its connection and opens a new one every minute. A thread
# that the server retires when idle leaves its connection behind: PostgreSQL closes it.
DATABASES["default"] |= {
    "CONN_MAX_AGE": 60,
    "OPTIONS": {
        "connect_timeout": 3,
        # The time zone is given here so that Django does not have to ask for it.
        "options": "-c idle_session_timeout=120s -c TimeZone=UTC",
        # Repeated queries become prepared statements.
        "server_side_binding": True,
        "prepare_threshold": 5,
    },
}
