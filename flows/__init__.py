"""The flows, their settings, what the user sees of them, and the command line."""
