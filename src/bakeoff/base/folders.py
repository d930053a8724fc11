"""Where bakeoff finds its data and where it may write."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def data_folder(name: str) -> Path:
    """Return the folder of data `name` (`contract`, `frameworks`, `evidence` ...).

    In an installed wheel that is `bakeoff/data/NAME`, in a checkout the folder at its root.
    """
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _PACKAGE.parent.parent / name


def cache_folder() -> Path:
    """Return the only folder outside a checkout that bakeoff writes to.

    `BAKEOFF_CACHE` wins, then `XDG_CACHE_HOME/bakeoff`, then `~/.cache/bakeoff`.
    """
    own = os.environ.get("BAKEOFF_CACHE")
    if own:
        return Path(own).expanduser().resolve()
    shared = os.environ.get("XDG_CACHE_HOME")
    if shared and Path(shared).is_absolute():
        return Path(shared) / "bakeoff"
    return Path.home() / ".cache" / "bakeoff"
