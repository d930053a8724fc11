"""A framework's service as the beginning of a project of one's own, without bakeoff."""

import secrets
import shlex
from collections.abc import Sequence
from pathlib import Path

from bakeoff.catalog.manifest import MANIFEST, Framework
from bakeoff.services.build import copy_source
from bakeoff.services.errors import StarterError

_ENVIRONMENT = """\
# Read by the commands in README.md. Not for git: it holds a secret.
APP_ENV=production
HOST=127.0.0.1
PORT={port}
# A database that exists; the second command makes its tables.
DATABASE_URL=postgresql://postgres:postgres@127.0.0.1:5432/app
# Connections in all, over all processes
DB_POOL=16
WORKERS=1
# What /upstream asks
UPSTREAM_URL=http://127.0.0.1:5600
SECRET_KEY={secret}
"""

_README = """\
# {title}

A starter made from bakeoff's service on {name}, with {orm} on PostgreSQL. It needs {tools}.

## Run it
Look through `.env` first: it says where the database is. Then, in this folder:

```sh
{install}
```

```sh
set -a && . ./.env && set +a && {migrate}
```

```sh
set -a && . ./.env && set +a && {start}
```

`GET /healthz` on http://127.0.0.1:{port} answers 200 once the database is there.

## Test it
On a database with rows in `world` (ids 1 to 10,000) and `fortune`, with `APP_ENV=test`:

```sh
{test}
```

## Make it yours
The routes (`/plaintext`, `/json`, `/db`, `/queries`, `/updates`, `/fortunes`, `/upstream`) are
a benchmark's: replace them one by one, keep the settings around them. {homepage} has the rest.
"""

_PORT = 8000


def make_starter(framework: Framework, folder: Path) -> None:
    """Copy the service of `framework` to `folder`, with a README, an environment file and its
    tests; bakeoff's own `framework.toml` stays out.

    Raises:
        StarterError: there is something in `folder` already, or it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StarterError(f"{folder} is not empty: name a folder that does not exist yet.")
    try:
        copy_source(framework.folder, folder)
        (folder / MANIFEST).unlink()
        (folder / "README.md").write_text(_readme(framework, folder), encoding="utf-8")
        environment = _ENVIRONMENT.format(port=_PORT, secret=secrets.token_hex(32))
        (folder / ".env").write_text(environment, encoding="utf-8")
        (folder / ".env").chmod(0o600)
        ignored = folder / ".gitignore"
        known = ignored.read_text(encoding="utf-8") if ignored.is_file() else ".venv/\n"
        ignored.write_text(f"{known.rstrip()}\n.env\n", encoding="utf-8")
    except OSError as error:
        raise StarterError(f"{folder} cannot be written: {error}.") from error


def _readme(framework: Framework, folder: Path) -> str:
    return _README.format(
        title=folder.resolve().name,
        name=framework.name,
        orm=framework.orm,
        tools=", ".join(map(str, framework.requires)),
        install=_lines([*framework.install, *framework.build]) or "# nothing to build",
        migrate=shlex.join(framework.migrate or ("true",)),
        start=shlex.join(framework.start),
        test=_lines(framework.test) or "# it has none",
        port=_PORT,
        homepage=framework.homepage,
    )


def _lines(commands: Sequence[Sequence[str]]) -> str:
    return "\n".join(map(shlex.join, commands))
