"""`readcast up`: a Prefect server and a worker for this user's schedules, in the foreground."""
