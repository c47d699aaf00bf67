"""Timeline → cues → one module per subtitle format; and the words file, from which both can be made again."""
