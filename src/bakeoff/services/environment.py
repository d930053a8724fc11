"""The environment that a framework's commands get: little, and the same for all."""

import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from bakeoff.base.folders import cache_folder
from bakeoff.services.toolchains import Tool, configuration_folder

RUN_MARKER = "BAKEOFF_RUN"

# What a user may have set so that package managers reach their registries.
_NETWORK = (
    *("_PROXY", "_proxy", "SSL_CERT", "CA_BUNDLE", "EXTRA_CA_CERTS"),
    *("PIP_", "UV_", "NPM_CONFIG_", "npm_config_", "BUNDLE_", "COMPOSER_", "MAVEN_"),
    *("NUGET_", "NuGetAudit", "RestoreConfigFile"),
    *("GOPROXY", "GONOSUM", "GOSUMDB", "GOPRIVATE", "GOENV", "GOFLAGS"),
)


def build_environment(tools: Sequence[Tool], command: Sequence[str] = ()) -> dict[str, str]:
    """Return the environment of a command of `install` or `build`: tools, caches, network."""
    settings = {k: v for k, v in os.environ.items() if any(part in k for part in _NETWORK)}
    settings.pop("UV_PYTHON", None)  # uv pip would install into it
    env = {**_basic(tools), **settings}
    for tool in tools:
        env.update(_caches(tool))
        if tool.name == "python" and tuple(command[:2]) == ("uv", "venv"):
            # for this command alone: `uv pip` would install into it
            env["UV_PYTHON"] = str(tool.program)
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


def service_environment(tools: Sequence[Tool], contract: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a running service: its tools and what the contract gives."""
    return {**_basic(tools), **contract}


def _basic(tools: Sequence[Tool]) -> dict[str, str]:
    folders = [str(tool.program.parent) for tool in tools]
    path = [*folders, *os.environ.get("PATH", "/usr/local/bin:/usr/bin:/bin").split(":")]
    env = {"PATH": ":".join(dict.fromkeys(path)), "LANG": "C.UTF-8", "TZ": "UTC"}
    env["HOME"] = os.environ.get("HOME") or str(cache_folder())
    for name in ("TMPDIR", "JAVA_HOME", "DOTNET_ROOT", "PHPRC", "PHP_HOME"):
        if name in os.environ:
            env[name] = os.environ[name]
    for tool in tools:
        if tool.name == "java":
            env["JAVA_HOME"] = str(tool.program.resolve().parents[1])
        if tool.name == "dotnet":
            env["DOTNET_ROOT"] = str(tool.program.resolve().parent)
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
            **configuration_folder(),
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
    if tool.name == "mvn":
        repository = f"-Dmaven.repo.local={cache / 'maven'}"
        return {"MAVEN_OPTS": f"{os.environ.get('MAVEN_OPTS', '')} {repository}".strip()}
    if tool.name == "dotnet":
        return {
            "NUGET_PACKAGES": os.environ.get("NUGET_PACKAGES", str(cache / "nuget")),
            "NUGET_HTTP_CACHE_PATH": str(cache / "nuget-http"),
            "DOTNET_CLI_HOME": str(cache / "dotnet"),
            "DOTNET_CLI_TELEMETRY_OPTOUT": "1",
            "DOTNET_NOLOGO": "1",
            # else a compiler stays behind as a server
            "UseSharedCompilation": "false",
            "MSBUILDDISABLENODEREUSE": "1",
        }
    if tool.name == "composer":
        return {
            "COMPOSER_CACHE_DIR": str(cache / "composer"),
            "COMPOSER_HOME": os.environ.get("COMPOSER_HOME", str(cache / "composer-home")),
            "COMPOSER_NO_INTERACTION": "1",
        }
    if tool.name == "ruby":
        return {"BUNDLE_USER_HOME": str(cache / "bundle"), "GEM_SPEC_CACHE": str(cache / "gems")}
    if tool.name == "python":
        return {"UV_PYTHON_PREFERENCE": "only-system", "UV_PYTHON_DOWNLOADS": "never"}
    if tool.name == "uv":
        return {
            "UV_CACHE_DIR": os.environ.get("UV_CACHE_DIR", str(cache / "uv")),
            "UV_SYSTEM_CERTS": os.environ.get("UV_SYSTEM_CERTS", "1"),
        }
    return {}
