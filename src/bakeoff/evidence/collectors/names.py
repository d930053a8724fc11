"""What the sources call our frameworks, where it is not the package that a manifest names.

A framework that is not here is asked for by its manifest's `package` and `repository`.
"""

from bakeoff.catalog.manifest import Framework

# The packages of a framework: those that come from its own repository and carry its version.
# Advisories are filed against the part that has the fault: hardly ever against `rails` itself.
PARTS = {
    "gem:rails": (
        *("actioncable", "actionmailbox", "actionmailer", "actionpack", "actiontext"),
        *("actionview", "activejob", "activemodel", "activerecord", "activestorage"),
        *("activesupport", "rails", "railties"),
    ),
    "npm:@nestjs/core": (
        *("@nestjs/common", "@nestjs/core", "@nestjs/microservices"),
        *("@nestjs/platform-express", "@nestjs/platform-fastify", "@nestjs/platform-socket.io"),
        *("@nestjs/platform-ws", "@nestjs/testing", "@nestjs/websockets"),
    ),
    "maven:org.springframework.boot:spring-boot": tuple(
        f"org.springframework.boot:spring-boot{part}"
        for part in ("", "-actuator", "-actuator-autoconfigure", "-autoconfigure", "-loader")
    ),
    # the shared framework has no package that is still published under its own name; its
    # advisories name the runtime package of each platform, all with the same versions
    "nuget:Microsoft.AspNetCore.App": ("Microsoft.AspNetCore.App.Runtime.linux-x64",),
    "go:std": ("stdlib",),
}
# Of the standard library a service uses as its framework what lies here; advisories name it.
IMPORTS = {"go:std": "net/http"}
# the package that carries the framework's versions and dates
VERSIONED = {"nuget:Microsoft.AspNetCore.App": "Microsoft.AspNetCore.App.Ref"}


def system(framework: Framework) -> str:
    """Return the registry that the framework's package is in: npm, pypi, gem ..."""
    return framework.package.partition(":")[0]


def versioned(framework: Framework) -> str:
    """Return the package that carries its versions."""
    return VERSIONED.get(framework.package, framework.package.partition(":")[2])


def parts(framework: Framework) -> tuple[str, ...]:
    """Return all packages that are the framework."""
    return PARTS.get(framework.package, (framework.package.partition(":")[2],))
