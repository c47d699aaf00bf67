"""Speech sessions (WS /v1/ai/speech/stream): text comes in bit by bit, speech goes out as it is made.

    frame ──dialect──▶ Command ──Inbox──▶ Buffer ──utterance──▶ Order ──Speaker──▶ Spoken
                                                                                     │
    frames ◀──dialect── Line ◀──────────────── encoder of the stretch ◀──────────────┘

A **stretch** is what is spoken between two flushes or resets: one clock and one stream of audio. An utterance is what
one order speaks of it, one sentence or several.

What LMNT leaves open and is decided here:

- µ-law has one WAV head, before the first audio of the session and again after a reset, since a client drops what came
  before that. MP3 goes on over a flush as if nothing had been. A new WebM file begins after each flush.
- `raw`, a format of the legacy dialects, is 16-bit PCM: Pipecat asked for it by that name and played it so.
- A flush or reset is always answered, a flush that a reset overtakes too, before the reset. After finish only a reset
  is heard: it drops what is unspoken, and the session ends.
- The times of MP3 are those of what a decoder gives, which is 1105 samples late: the first silence is that much longer.
- White space that stands alone is never spoken or charged; its timestamps have no length.
- An error closes with 1008, in the legacy dialects with 1002 as was measured of LMNT; 1013 when there are too many
  requests, 1011 when the engine failed. The frame before it says more.
- A session counts as one request, however long it is; each utterance is charged when it is spoken.
- A session that says nothing stays open, as the documentation has it; only its first frame must come soon.
"""
