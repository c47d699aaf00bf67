"""Where clips are kept: nothing that was paid for is lost, and a take is found by what can be heard.

    clips/ab/<clip>/audio.flac, clip.json   one request's answer, put in place whole; clip.json has both checksums
    takes/<take>                            the id of the clip that holds the take; the first writer wins
    pending/<clip>                          stands while a clip is in place and its takes are not yet all entered
    damaged/<clip>.<number>/…               clips that were not what they should be: kept, never used
    users/<output>                          an output folder and the clips that its files are made of
    tmp/                                    what is being written; of folders only

`shelf.py` says what this needs of the place it lies in: a folder (`folder.py`) or a bucket of an object store
(`bucket.py`). Above it `keeping.py` is the store itself, `upkeep.py` and `collecting.py` look through the whole of it,
`transfer.py` carries clips from one to another.
"""

from render.speech.store.keeping import Store
from render.speech.store.reading import ClipReader

__all__ = ["ClipReader", "Store"]
