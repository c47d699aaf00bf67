"""`--publish-branch`: the manifests, committed on a branch of the repository that the source lies in.

Below the folder `narration/` of the branch they lie as in the output; what else is there stays. A branch that is not
there yet begins with nothing else on it. Neither the work tree nor the index of the repository is touched: the
commit is put together in an index of its own. Of a repository that was cloned for the run the branch is pushed to where
it came from, never by force: if somebody else was faster, the commit is made once more on top of theirs.
"""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from chunking.errors import InputError
from flows import git
from flows.git import GitFailed
from flows.repository import Repository
from flows.sources import Run
from manifests.files import NAME, is_plain, load
from manifests.model import Collection

FOLDER = "narration"
MESSAGE = "Manifests of the narration"
OURS = "refs/readcast/"  # where a branch of the other side is kept
NOBODY = "0" * 40


def check(repository: Repository | None, branch: str) -> None:
    """Raises InputError for a branch that nothing can be committed on."""
    if repository is None:
        raise InputError("--publish-branch needs a source that lies in a git repository.")
    try:
        git.run(repository.git, "check-ref-format", "refs/heads/" + (branch if not branch.startswith("-") else ""))
    except GitFailed as error:
        raise InputError(f"'{branch}' is not the name of a branch; name another with --publish-branch.") from error
    if not repository.url and f"branch refs/heads/{branch}" in _worktrees(repository):
        raise InputError(
            f"the branch {branch} is checked out, and its files would lag behind; name another with --publish-branch."
        )


def commit(run: Run, branch: str) -> str:
    """Commits the manifests where they have changed. What it did; else empty. Raises InputError."""
    check(run.repository, branch)
    assert run.repository is not None, "checked above"
    files = dict(_manifests(run.out))
    if not run.repository.url:
        made = _local(run.repository, branch, files)
    else:
        try:
            made = _pushed(run.repository, branch, files)
        except GitFailed:  # somebody else was faster
            made = _pushed(run.repository, branch, files)
    pushed = " and pushed" if run.repository.url else ""
    return f"Manifests committed{pushed} on the branch {branch}: {made[:12]}." if made else ""


def _worktrees(repository: Repository) -> list[str]:
    return git.line(repository.git, "worktree", "list", "--porcelain").splitlines()


def _manifests(out: Path) -> Iterator[tuple[str, Path]]:
    """Where each manifest lies on the branch, and where it lies here."""
    found = load(out)
    yield f"{FOLDER}/{NAME}", out / NAME
    for one in found.documents if isinstance(found, Collection) else ():
        path = out / one.folder / NAME
        if one.state != "withdrawn" and is_plain(one.folder) and path.exists():
            yield f"{FOLDER}/{one.folder}/{NAME}", path


def _local(repository: Repository, branch: str, files: Mapping[str, Path]) -> str:
    """The new commit; empty where nothing has changed."""
    ref = f"refs/heads/{branch}"
    before = _commit_of(repository, ref)
    made = _committed(repository, before, files)
    if made:
        git.run(repository.git, "update-ref", "-m", MESSAGE, ref, made, before or NOBODY)
    return made


def _pushed(repository: Repository, branch: str, files: Mapping[str, Path]) -> str:
    ref = f"refs/heads/{branch}"
    before = ""
    if git.line(repository.git, "ls-remote", "origin", ref):
        depth = ["--depth", "1"] if git.line(repository.git, "rev-parse", "--is-shallow-repository") == "true" else []
        git.run(repository.git, "fetch", "--quiet", "--no-tags", *depth, "origin", f"+{ref}:{OURS}{branch}")
        before = _commit_of(repository, f"{OURS}{branch}")
    made = _committed(repository, before, files)
    if made:
        git.run(repository.git, "push", "--quiet", "origin", f"{made}:{ref}")
    return made


def _commit_of(repository: Repository, ref: str) -> str:
    return git.line(repository.git, "for-each-ref", "--format=%(objectname)", ref)


def _committed(repository: Repository, before: str, files: Mapping[str, Path]) -> str:
    """A commit on top of the one before, in which the folder holds these files and no others."""
    if before and _is_same_narration(repository, before, files):
        return ""
    with tempfile.TemporaryDirectory(prefix="readcast-") as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        git.run(repository.git, "read-tree", before or "--empty", env=index)
        lines = b"".join(_changes(repository, before, files))
        git.run(repository.git, "update-index", "-z", "--index-info", stdin=lines, env=index)
        tree = git.run(repository.git, "write-tree", env=index).decode().strip()
    parents = ["-p", before] if before else []
    return (
        git.run(repository.git, "commit-tree", tree, *parents, "-m", MESSAGE, env=_identity(repository))
        .decode()
        .strip()
    )


def _changes(repository: Repository, before: str, files: Mapping[str, Path]) -> Iterator[bytes]:
    """What `git update-index --index-info` is to do: drop all that is in the folder, then add the files."""
    for path in _blobs(repository, before):
        yield b"0 " + NOBODY.encode() + b"\t" + path.encode() + b"\0"
    for path, blob in zip(files, _hashes(repository, files, "-w"), strict=True):
        yield f"100644 {blob}\t{path}\0".encode()


def _blobs(repository: Repository, before: str) -> dict[str, str]:
    """The files in the folder on the branch: path and hash."""
    if not before:
        return {}
    listed = git.run(repository.git, "ls-tree", "-r", "-z", "--full-tree", before, f"{FOLDER}/")
    entries = (line.split("\t", 1) for line in listed.decode("utf-8", "replace").split("\0") if line)
    return {path: entry.split(" ")[2] for entry, path in entries}


def _hashes(repository: Repository, files: Mapping[str, Path], *words: str) -> list[str]:
    """Git's hashes of the files' contents; with `-w` git has these contents from now on."""
    paths = "".join(f"{path.absolute()}\n" for path in files.values()).encode()
    hashed = git.run(repository.git, "hash-object", *words, "--no-filters", "--stdin-paths", stdin=paths)
    return hashed.decode().split()


def _is_same_narration(repository: Repository, before: str, files: Mapping[str, Path]) -> bool:
    """Whether the branch has these files already, but perhaps for another commit of the source.

    Else a branch that is narrated itself would have a commit for each of its own commits.
    """
    there, top = _blobs(repository, before), f"{FOLDER}/{NAME}"
    now = dict(zip(files, _hashes(repository, files), strict=True))
    if top not in there or {**there, top: ""} != {**now, top: ""}:
        return False
    return there[top] == now[top] or _without_commit(
        git.run(repository.git, "cat-file", "blob", there[top])
    ) == _without_commit(files[top].read_bytes())


def _without_commit(manifest: bytes) -> object:
    try:
        return Collection.model_validate_json(manifest).model_copy(update={"commit": ""})
    except ValidationError:
        return manifest


def _identity(repository: Repository) -> dict[str, str]:
    """Nothing where git knows who commits; else readcast."""
    try:
        git.run(repository.git, "config", "--get", "user.email")
    except GitFailed:
        names = [f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")]
        return dict(zip(names, ["readcast", "readcast@localhost"] * 2, strict=True))
    return {}
