"""Keep the programs of waiting services in memory.

A kernel that reclaims memory ahead of need takes file pages that nobody has touched for a
minute. Entrants wait longer than that for each other, and a service that has to read its own
program back pays for it by chance, in some starts and not in others. So what is mapped from
files is locked, mlock(2), while a start is warmed and measured: as on a server that runs one
service and has the memory for it.
"""

import ctypes
import mmap
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bakeoff.lab.cpu import process_tree
from bakeoff.services.process import Process

_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.mmap.restype = ctypes.c_void_p
_LIBC.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
_LIBC.munmap.argtypes = _LIBC.mlock.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
_FAILED = ctypes.c_void_p(-1).value


@dataclass(frozen=True)
class _Locked:
    address: int
    length: int


@contextmanager
def resident(processes: Iterable[Process]) -> Iterator[int]:
    """Lock the files that the processes have mapped; yield how many bytes could be.

    Less than all where the user may not lock so much (`ulimit -l`). Proportional set sizes
    are not to be read meanwhile: a locked page is shared with us.
    """
    locked = [one for file in sorted(mapped_files(processes)) if (one := _lock(file))]
    try:
        yield sum(one.length for one in locked)
    finally:
        for one in locked:
            _LIBC.munmap(one.address, one.length)


def mapped_files(processes: Iterable[Process]) -> set[Path]:
    """Return the files on disk that processes, and those they started, have mapped."""
    names = set()
    for process in processes:
        for pid in process_tree(process.root):
            try:
                lines = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines()
            except (OSError, UnicodeDecodeError):
                continue
            names |= {line[line.index("/") :] for line in lines if "/" in line}
    files = map(Path, names)
    return {file for file in files if not file.is_relative_to("/dev") and file.is_file()}


def _lock(file: Path) -> _Locked | None:
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except OSError:
        return None
    try:
        # Python's own mmap does not tell the address of what may only be read
        length = os.fstat(descriptor).st_size
        kind = (mmap.PROT_READ, mmap.MAP_SHARED)
        address = _LIBC.mmap(None, length, *kind, descriptor, 0) if length else None
    finally:
        os.close(descriptor)
    if address is None or address == _FAILED:
        return None
    if _LIBC.mlock(address, length) != 0:
        _LIBC.munmap(address, length)
        return None
    return _Locked(address, length)
