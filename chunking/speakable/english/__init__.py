"""Rules of speech that hold in English only, one module for each kind of thing that is written."""
