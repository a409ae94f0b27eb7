"""Read the environment; a missing or unreadable value stops the start, nothing is guessed."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}


def env_str(name: str, default: str | None = None) -> str:
    """Read NAME, or the file that NAME_FILE points at (a mounted secret)."""
    if path := os.getenv(f"{name}_FILE"):
        return _read(f"{name}_FILE", Path(path))
    value = os.getenv(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name} (or {name}_FILE).")
    return value


def env_bool(name: str, default: bool | None = None) -> bool:
    value = env_str(name, None if default is None else str(default)).strip().lower()
    if value in YES:
        return True
    if value in NO:
        return False
    raise ImproperlyConfigured(f"{name} must be one of 1/0, true/false, yes/no, on/off; not {value!r}.")


def env_int(name: str, default: int | None = None) -> int:
    value = env_str(name, None if default is None else str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def env_list(name: str, default: str | None = None) -> list[str]:
    """Read a comma-separated list; an empty one counts as not set."""
    values = [part.strip() for part in env_str(name, default).split(",") if part.strip()]
    if not values and default is None:
        raise ImproperlyConfigured(f"{name} is empty; it needs at least one value.")
    return values


def secret_in(path: Path) -> str:
    """Return the secret in this file, made on first use and readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            path.hardlink_to(draft)  # fails when another process was first; then its secret is the secret
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return _read("The secret key", path)


def _read(name: str, path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name} cannot be read from {path}: {error.strerror}.") from error
