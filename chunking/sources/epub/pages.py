"""What the files of a book show, their notes known by the file they are in."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from chunking.policy import Policy
from chunking.sources.epub.boilerplate import in_text
from chunking.sources.epub.files import File
from chunking.sources.epub.paths import resolved
from chunking.sources.hypertext.elements import Element
from chunking.sources.hypertext.manner import Manner, nothing_more
from chunking.sources.hypertext.passage import Passage, Reference
from chunking.sources.hypertext.walk import passages
from chunking.sources.hypertext.weak_notes import weak_notes


def passages_of(files: Sequence[File], policy: Policy) -> list[list[Passage]]:
    """The passages of each file. A note is called by its file and its id, here and where it is referred to."""
    found = [_passages(file, policy, {}) for file in files]
    unknown = _unknown(found)
    for index, file in enumerate(files):
        if ids := unknown.get(file.path):
            notes = weak_notes(file.html, ids, xml=True)
            found[index] = _passages(file, policy, notes) if notes else found[index]
    return found


def _unknown(found: Sequence[Sequence[Passage]]) -> Mapping[str, set[str]]:
    """The ids in each file that marks refer to as notes, and that are none so far."""
    read = [passage for page in found for passage in page]
    notes = {passage.note for passage in read}
    unknown: defaultdict[str, set[str]] = defaultdict(set)
    for reference in (one for passage in read for one in passage.references):
        if reference.target not in notes:
            path, _, fragment = reference.target.partition("#")
            unknown[path].add(fragment)
    return unknown


def _passages(file: File, policy: Policy, notes: Mapping[int, str]) -> list[Passage]:
    leave_out: Callable[[Element], str | None] = in_text
    if policy.boilerplate == "read" or file.reason:
        leave_out = nothing_more
    manner = Manner(xml=True, leave_out=leave_out, notes=notes)
    return [_named(passage, file.path) for passage in passages(file.html, file.start, policy, manner)]


def _named(passage: Passage, path: str) -> Passage:
    if not passage.note and not passage.references:
        return passage
    references = []
    for reference in passage.references:
        target = resolved(reference.target, path)
        if target is not None and target.fragment:
            references.append(Reference(reference.offset, f"{target.path}#{target.fragment}"))
    return passage._replace(note=f"{path}#{passage.note}" if passage.note else "", references=tuple(references))
