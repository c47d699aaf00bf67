"""Source text → document → chapters → paragraphs → chunks. Pure but for `sources.read_document`, which opens files."""
