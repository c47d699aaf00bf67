"""The local speech server: LMNT's HTTP API on loopback, spoken by an engine on this computer.

It runs as a process of its own, because its engines are GPL, and espeak-ng crashes under threads and keeps state:

    endpoints ──Order──▶ Speaker ──▶ a worker forked for this one order (espeak), a process
                                     that keeps its engine (piper), or a thread (tone)
                                       speak ──▶ resample, encode ──▶ elements ──▶ a file with the whole JSON answer

The pipeline imports nothing of this folder but `engines.identity`, and reaches the rest over HTTP.
"""
