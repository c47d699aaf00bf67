"""Where finished recordings are put: a folder, or a bucket of an object store. One interface for both.

`sending.py` decides what has to be put, in which order, and what is removed.
"""
