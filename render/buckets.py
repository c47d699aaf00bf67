"""Object stores through fsspec: s3://, gs:// and what else it knows. The store and the outputs open theirs here."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import fsspec
from fsspec.registry import known_implementations

from chunking.errors import InputError

AT_ONCE = 16  # requests to an object store
_MODIFIED = ("LastModified", "last_modified", "updated", "mtime", "modified", "created")
P = ParamSpec("P")
T = TypeVar("T")
B = TypeVar("B", bound="Opened")


class Opened(Protocol):
    """What has opened a URL, and knows what of it nobody may see."""

    secret: str  # the name and password in it, with their @; empty where there are none


def os_errors(method: Callable[Concatenate[B, P], T]) -> Callable[Concatenate[B, P], T]:
    """Whatever a backend raises comes out as OSError, without secrets.

    Libraries of object stores have error classes of their own, which cannot be named where they are not installed.
    What they say is passed on, but for mistakes of the program's own.
    """

    @wraps(method)
    def guarded(bucket: B, /, *args: P.args, **given: P.kwargs) -> T:
        with _AsOSError(bucket.secret):
            return method(bucket, *args, **given)

    return guarded


class _AsOSError:
    OURS = (AssertionError, AttributeError, NameError, TypeError, LookupError)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if not isinstance(error, Exception) or isinstance(error, self.OURS):
            return
        if not isinstance(error, OSError):
            raise OSError(self._public(f"{type(error).__name__}: {error}")) from error
        if self._public(str(error)) != str(error):
            raise type(error)(self._public(str(error))) from None

    def _public(self, text: str) -> str:
        return text.replace(self._secret, "") if self._secret else text


def shown(url: str) -> str:
    """Without a name and password that may stand in it."""
    protocol, sign, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return protocol + sign + host.rpartition("@")[2] + slash + path


def secret_of(url: str) -> str:
    """The name and password in a URL, with their @; empty where there are none."""
    name, sign, _ = url.partition("://")[2].partition("/")[0].rpartition("@")
    return name + sign


def protocol_of(url: str) -> str:
    """`s3`, `gs` … in small letters; of a chain the first that holds the files."""
    return url.partition("://")[0].rpartition("::")[2].lower()


def opened(url: str, what: str) -> tuple[Any, str]:
    """The file system and the path in it, without a slash at its end; talks to nobody yet.

    Raises InputError, which says `what` it was to be, where nothing here knows such URLs.
    """
    try:
        files, root = fsspec.core.url_to_fs(url, use_listings_cache=False, skip_instance_cache=True)
    except ImportError as error:
        package = str(known_implementations[protocol_of(url)]["class"]).partition(".")[0]
        way = f"pip install {package}" if package != "fsspec" else str(error)
        raise InputError(f"{what} {shown(url)} needs a package that is not installed: {way}") from error
    except ValueError as error:
        told = str(error).replace(secret_of(url) or url, "")
        raise InputError(f"{what} {shown(url)} is not a URL that can be used: {told}.") from error
    return files, str(root).rstrip("/")


def modified(found: Mapping[str, Any]) -> float:
    """Seconds since 1970. Backends have a name each for it; where one has none the file counts as old."""
    told = next((found[name] for name in _MODIFIED if found.get(name)), 0.0)
    if isinstance(told, str):
        told = datetime.fromisoformat(told)
    return told.timestamp() if isinstance(told, datetime) else float(told)
