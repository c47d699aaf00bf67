"""Git repositories as sources: a folder that lies in one, or the URL of one, which is cloned once and then fetched.

Of a clone only git's own data is kept, in the user's cache folder; each commit that is narrated is written out beside
it, in a folder that nothing changes any more. So two runs never pull the files from under each other.
"""

import os
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

from chunking.errors import InputError, OutputError
from flows import git
from flows.git import GitFailed
from render.files import wait_for_lock
from render.speech.delivery import digest

_SCP = re.compile(r"[\w.-]+@[\w.-]+:(?!//)\S+")  # git@host:owner/name.git, which is ssh
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
_COMMIT = re.compile(r"[0-9a-f]{40}")
_KEPT = 24 * 3600  # seconds that a commit which was written out stays after its last use


@dataclass(frozen=True, slots=True)
class Repository:
    """Git's data, and the folder of one commit's files, or of a work tree, that is read."""

    git: Path  # the folder to run git in
    folder: Path
    commit: str  # full; empty where there is none yet
    below: str = ""  # where `folder` lies in the repository: empty, or such as `docs/`
    url: str = ""  # of a clone

    def changed_since(self, commit: str) -> frozenset[str]:
        """The paths below the folder whose content is another than at `commit`. Raises GitFailed for no such commit."""
        self._has(commit)
        words = ["diff", "--name-only", "--no-renames", "-z", "--end-of-options", commit]
        if self.url:
            return frozenset(_names(git.run(self.git, *words, self.commit)))
        new = git.run(self.folder, "ls-files", "--others", "--exclude-standard", "-z")
        changed = git.run(self.folder, "diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--", ".")
        return frozenset([*_names(changed), *_names(new)])

    def _has(self, commit: str) -> None:
        if commit.startswith("-"):
            raise InputError(f"'{commit}' is not the name of a commit.")
        try:
            git.run(self.git, "cat-file", "-e", f"{commit}^{{commit}}")
        except GitFailed as error:
            if not self.url:
                raise GitFailed(f"--since {commit}: the repository has no such commit.") from error
            _complete(self.git)
            try:
                git.run(self.git, "cat-file", "-e", f"{commit}^{{commit}}")
            except GitFailed:
                raise GitFailed(f"--since {commit}: {self.url} has no such commit.") from error

    def beginnings(self, names: Sequence[str]) -> dict[str, "Beginning"]:
        """The commit that brought each of these files, under whatever name; what history does not tell is left out.

        A clone that has only its last commit is completed for that, once.
        """
        if not names or not self.commit:
            return {}
        if self.url and _is_shallow(self.git):
            _complete(self.git)
        return _beginnings(self, {f"{self.below}{name}": name for name in names})


@dataclass(frozen=True, slots=True)
class Beginning:
    """The commit that a file came with."""

    date: datetime  # aware
    author: str


def is_git_url(word: str) -> bool:
    """Whether a source is the address of a repository, and no path."""
    return bool(_URL.match(word) or (_SCP.fullmatch(word) and not Path(word).exists()))


def repository_of(folder: Path) -> Repository | None:
    """The repository whose work tree a folder lies in; None where it lies in none, or git is not installed."""
    try:
        below = git.line(folder, "rev-parse", "--show-prefix")
    except GitFailed:
        return None
    try:
        commit = git.line(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    except GitFailed:
        commit = ""  # nothing is committed yet
    return Repository(folder, folder, commit, below)


def cloned(url: str, ref: str | None) -> Repository:
    """The files of a branch, tag or commit of the repository at `url`; without `ref` of its main branch.

    Only what is new is fetched, of a new clone only the last commit. Raises InputError for an address that cannot be
    used, GitFailed for one that does not answer.
    """
    _check_url(url)
    ref = "HEAD" if ref is None else ref
    _check_ref(ref)
    home = Path(platformdirs.user_cache_dir("readcast")) / "repositories" / digest(url)[:16]
    with _alone(home):
        data = home / "git"
        if not (data / "HEAD").exists():
            shutil.rmtree(data, ignore_errors=True)
            git.run(home, "init", "--quiet", "--bare", "git")
            git.run(data, "remote", "add", "origin", url)
        commit = _fetched(data, ref)
        git.run(data, "update-ref", "--no-deref", "HEAD", commit)
        return Repository(data, _written_out(home, data, commit), commit, url=url)


def _check_url(url: str) -> None:
    scheme = "ssh" if _SCP.fullmatch(url) else urlsplit(url).scheme.lower()
    if scheme not in ("https", "ssh", "file"):
        raise InputError(f"repositories are reached by https, ssh or file, not by {scheme or 'this'}: {url[:200]}")
    if scheme == "https" and "@" in urlsplit(url).netloc:
        raise InputError(
            "an address with a name or password in it would be kept and shown: leave it out; git's credential helper "
            "is asked, or use ssh."
        )


def _check_ref(ref: str) -> None:
    if ref.startswith("-") or not ref.strip() or any(character in ref for character in " \t\n\0:^~?*[\\"):
        raise InputError(f"'{ref}' is not the name of a branch, a tag or a commit.")


def _fetched(data: Path, ref: str) -> str:
    """The commit that `ref` is now."""
    depth = [] if _is_complete(data) else ["--depth", "1"]
    try:
        git.run(data, "fetch", "--quiet", "--force", "--no-tags", "--no-recurse-submodules", *depth, "origin", ref)
        return git.line(data, "rev-parse", "--verify", "FETCH_HEAD^{commit}")
    except GitFailed:
        if not re.fullmatch(r"[0-9a-f]{4,40}", ref):
            raise
        _complete(data)  # a commit: some servers give only branches, and short names are known here only
        return git.line(data, "rev-parse", "--verify", f"{ref}^{{commit}}")


def _is_shallow(data: Path) -> bool:
    return git.line(data, "rev-parse", "--is-shallow-repository") == "true"


def _is_complete(data: Path) -> bool:
    """Whether history was fetched before, which a shallow fetch would cut off again."""
    return not _is_shallow(data) and bool(git.line(data, "rev-list", "--all", "--max-count=1"))


def _complete(data: Path) -> None:
    shallow = ["--unshallow"] if _is_shallow(data) else []
    everything = ["+refs/heads/*:refs/remotes/origin/*"]
    git.run(data, "fetch", "--quiet", "--force", "--tags", "--no-recurse-submodules", *shallow, "origin", *everything)


def _written_out(home: Path, data: Path, commit: str) -> Path:
    """A folder with the files of the commit, by one rename."""
    folder = home / commit
    if not folder.exists():
        draft = home / f"{commit}.draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        index = {"GIT_INDEX_FILE": str(home / "index")}
        git.run(data, "read-tree", commit, env=index)
        git.run(data, f"--work-tree={draft}", "checkout-index", "--all", "--force", "--quiet", env=index)
        draft.rename(folder)
    os.utime(folder)
    _remove_others(home, folder)
    return folder


def _remove_others(home: Path, folder: Path) -> None:
    for path in home.iterdir():
        if path != folder and _COMMIT.match(path.name) and path.stat().st_mtime < time.time() - _KEPT:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One run at a time fetches."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        handle = os.open(home, os.O_RDONLY)
    except OSError as error:
        raise OutputError(f"{home} cannot be written: {error.strerror}.") from error
    try:
        wait_for_lock(handle)
        yield
    finally:
        os.close(handle)


def _names(output: bytes) -> Iterator[str]:
    return (name.decode("utf-8", "replace") for name in output.split(b"\0") if name)


def _beginnings(repository: Repository, wanted: dict[str, str]) -> dict[str, Beginning]:
    """Goes back through history, following each file to the name that it came with."""
    told = git.run(
        repository.git, "log", "--format=%x01%H%x02%aI%x02%aN", "--name-status", "-z", "-M", "--diff-filter=AR",
        "--no-show-signature", repository.commit,
    )  # fmt: skip
    found: dict[str, Beginning] = {}
    ends = _ends_of_history(repository.git)
    commit, beginning, tokens = "", Beginning(datetime.min.replace(tzinfo=UTC), ""), _names(told)
    for token in tokens:
        if token.startswith("\x01"):
            commit, date, author = token[1:].split("\x02", 2)
            beginning = Beginning(datetime.fromisoformat(date), author)
            continue
        before = next(tokens)
        if token.strip().startswith("R"):
            after = next(tokens)
            if after in wanted:
                wanted[before] = wanted.pop(after)
        elif before in wanted and commit not in ends:
            found[wanted[before]] = beginning  # an older one overwrites: the file was away in between
    return found


def _ends_of_history(data: Path) -> frozenset[str]:
    """The commits that a shallow clone knows nothing before: they seem to bring every file."""
    with suppress(OSError, GitFailed):
        return frozenset(Path(data, git.line(data, "rev-parse", "--git-path", "shallow")).read_text("ascii").split())
    return frozenset()
