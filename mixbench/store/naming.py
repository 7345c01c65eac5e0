"""Which session or imported file a person means by a name."""

from __future__ import annotations

from mixbench.core.errors import RequestError
from mixbench.store.connection import Connection
from mixbench.store.schema import StoreError

#: The word that stands for the newest session.
LAST = "last"
#: What the name of an imported file begins with; sessions begin with their date.
REFERENCE_PREFIX = "ref-"


class UnknownSessionError(StoreError, RequestError):
    """No session, or more than one, goes by the name that was given."""


def is_reference(id: str) -> bool:
    """Whether a name is that of an imported file."""
    return id.startswith(REFERENCE_PREFIX)


def find(connection: Connection, name: str, *, among_deleted: bool = False) -> str:
    """The one session or imported file that the name means; raise `UnknownSessionError`."""
    if name == LAST and not among_deleted:
        return _newest(connection)
    ids = _beginning_with(connection, name, is_deleted=among_deleted)
    if len(ids) == 1:
        return ids[0]
    if ids:
        shown = ", ".join(ids[:4]) + (", ..." if len(ids) > 4 else "")
        raise UnknownSessionError(f"'{name}' begins {len(ids)} sessions ({shown}); write more of the name")
    if among_deleted:
        raise UnknownSessionError(
            f"there is no deleted session '{name}'; `mixbench sessions --deleted` lists them"
        )
    if _beginning_with(connection, name, is_deleted=True):
        raise UnknownSessionError(
            f"session '{name}' is deleted; `mixbench sessions --restore {name}` brings it back"
        )
    raise UnknownSessionError(f"there is no session '{name}'; `mixbench sessions` lists them")


def find_session(connection: Connection, name: str) -> str:
    """The one session that the name means; raise `UnknownSessionError`."""
    if is_reference(name):
        raise UnknownSessionError(f"'{name}' is an imported file; a session is needed here")
    return find(connection, name)


def _newest(connection: Connection) -> str:
    newest = connection.rows(
        "SELECT id FROM session WHERE deleted_at IS NULL ORDER BY started_at DESC, id DESC LIMIT 1"
    )
    if not newest:
        raise UnknownSessionError("there is no session yet; `mixbench sweep` or the window makes one")
    return str(newest[0]["id"])


def _beginning_with(connection: Connection, name: str, *, is_deleted: bool) -> list[str]:
    if not name:
        return []
    table = "reference" if is_reference(name) else "session"
    found = connection.rows(
        f"""
        SELECT id FROM {table}
        WHERE substr(id, 1, length(:name)) = :name AND (deleted_at IS NOT NULL) = :is_deleted ORDER BY id
        """,
        {"name": name, "is_deleted": is_deleted},
    )
    return [str(row["id"]) for row in found]
