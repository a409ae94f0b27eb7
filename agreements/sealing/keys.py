"""Where the key of a board is. A file today; a hardware module can take the same place.

Keys are never in the database. In the folder, `boards/<board number>.p12` holds a key, its certificate and the chain,
locked with the pass phrase of the environment. In production the files come from the board's certificate authority.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.conf import settings

from accounts.models import Board
from jobs.sentences import sentence as _

from .errors import NoKey

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer


class KeyStore(Protocol):
    """Whatever can sign for a board."""

    def has_key(self, board: Board) -> bool: ...

    def signer_for(self, board: Board) -> Signer:
        """Raises `NoKey` with a sentence."""


class Folder:
    """PKCS#12 files in a folder, all locked with one pass phrase."""

    def __init__(self, folder: Path, passphrase: str) -> None:
        self.folder, self.passphrase = folder, passphrase

    def path_of(self, board: Board) -> Path:
        return self.folder / "boards" / f"{board.number}.p12"

    def has_key(self, board: Board) -> bool:
        return bool(self.passphrase) and self.path_of(board).is_file()

    def signer_for(self, board: Board) -> Signer:
        path = self.path_of(board)
        try:
            return opened(path, path.stat().st_mtime_ns, self.passphrase)
        except FileNotFoundError:
            raise NoKey(_("There is no key for %(board)s (%(file)s).", board=board, file=path.name)) from None


@lru_cache(maxsize=64)
def opened(path: Path, changed: int, passphrase: str) -> Signer:
    """The key, unlocked once per process: the lock is slow by design. A changed file is read again."""
    from pyhanko.sign.signers import SimpleSigner

    try:
        signer: Signer = SimpleSigner.load_pkcs12_data(path.read_bytes(), [], passphrase=passphrase.encode())
    except ValueError as error:
        raise NoKey(_("%(file)s does not open with SIGNING_KEYS_PASSPHRASE.", file=path.name)) from error
    return signer


def key_store() -> KeyStore:
    """The store of this installation."""
    return Folder(Path(settings.SIGNING_KEYS_DIR), settings.SIGNING_KEYS_PASSPHRASE)
