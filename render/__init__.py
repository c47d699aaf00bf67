"""Chunks → clips → takes → chapter audio and timeline → files for the listener."""
