"""Files that are there whole or not at all."""

from pathlib import Path


def write_whole(path: Path, text: str, mode: int = 0o666) -> None:
    """Write `text` to `path` so that nobody ever sees a part of it; `mode` as for a new file.

    Raises:
        OSError: it cannot be written; nothing is left behind.
    """
    partial = path.with_name(f"{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.touch(mode=mode)
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def write_new(path: Path, text: str) -> Path:
    """Write `text` to a new file; where one of that name is, the new one gets a number.

    Raises:
        OSError: it cannot be written; nothing is left behind.
    """
    free, number = path, 2
    while free.exists():
        free, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    write_whole(free, text)
    return free
