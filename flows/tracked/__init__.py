"""readcast as Prefect sees it: the only folder that imports Prefect. What stands here is read before Prefect is."""

import os

os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")  # the reporter tells the user, Prefect its own page
os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")  # an error is one line, no traceback
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")  # nothing is sent but to the configured services
os.environ.setdefault("DO_NOT_TRACK", "1")
