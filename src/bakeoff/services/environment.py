"""The environment that a framework's commands get: little, and the same for all."""

import os
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path

from bakeoff.base.folders import cache_folder
from bakeoff.services.toolchains import Tool

RUN_MARKER = "BAKEOFF_RUN"

# What a user may have set so that package managers reach their registries.
_NETWORK = (
    *("_PROXY", "_proxy", "SSL_CERT", "CA_BUNDLE", "EXTRA_CA_CERTS"),
    *("PIP_", "UV_", "NPM_CONFIG_", "npm_config_", "BUNDLE_", "COMPOSER_", "NUGET_", "MAVEN_"),
    *("GOPROXY", "GONOSUM", "GOSUMDB", "GOPRIVATE", "GOENV", "GOFLAGS"),
)


def build_environment(tools: Iterable[Tool]) -> dict[str, str]:
    """Return the environment of the commands `install`, `build`: tools, caches, network."""
    settings = {k: v for k, v in os.environ.items() if any(part in k for part in _NETWORK)}
    settings.pop("UV_PYTHON", None)  # uv pip would install into it
    env = {**_basic(tools), **settings}
    for tool in tools:
        env.update(_caches(tool))
    return env


def contract_variables(
    database_url: str,
    port: int = 0,
    workers: int = 1,
    pool: int = 1,
    upstream_url: str = "",
) -> dict[str, str]:
    """Return the environment variables that the contract promises to every command."""
    return {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DATABASE_URL": database_url,
        "WORKERS": str(workers),
        "DB_POOL": str(pool),
        "UPSTREAM_URL": upstream_url,
        "SECRET_KEY": secrets.token_hex(32),
        "APP_ENV": "production",
    }


def service_environment(tools: Iterable[Tool], contract: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a running service: its tools and what the contract gives."""
    return {**_basic(tools), **contract}


def _basic(tools: Iterable[Tool]) -> dict[str, str]:
    folders = [str(tool.program.parent) for tool in tools]
    path = [*folders, *os.environ.get("PATH", "/usr/local/bin:/usr/bin:/bin").split(":")]
    env = {"PATH": ":".join(dict.fromkeys(path)), "LANG": "C.UTF-8", "TZ": "UTC"}
    env["HOME"] = os.environ.get("HOME") or str(cache_folder())
    for name in ("TMPDIR", "JAVA_HOME", "DOTNET_ROOT", "PHPRC"):
        if name in os.environ:
            env[name] = os.environ[name]
    return env


def _caches(tool: Tool) -> dict[str, str]:
    """Keep what each package manager writes inside the user's cache folder."""
    cache = cache_folder()
    if tool.name == "go":
        settings = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
        return {
            "GOPATH": str(cache / "go"),
            "GOCACHE": str(cache / "go-build"),
            "GOENV": os.environ.get("GOENV", str(Path(settings) / "go" / "env")),
            # go keeps its telemetry counters below this folder
            "XDG_CONFIG_HOME": str(cache / "config"),
            "GOFLAGS": f"{os.environ.get('GOFLAGS', '')} -modcacherw".strip(),
            "GOTOOLCHAIN": "local",
            "CGO_ENABLED": "0",
        }
    if tool.name == "node":
        return {
            "npm_config_cache": str(cache / "npm"),
            "npm_config_update_notifier": "false",
            "NODE_USE_SYSTEM_CA": "1",
        }
    if tool.name == "python":
        return {"UV_PYTHON_PREFERENCE": "only-system", "UV_PYTHON_DOWNLOADS": "never"}
    if tool.name == "uv":
        return {
            "UV_CACHE_DIR": os.environ.get("UV_CACHE_DIR", str(cache / "uv")),
            "UV_SYSTEM_CERTS": os.environ.get("UV_SYSTEM_CERTS", "1"),
        }
    return {}
