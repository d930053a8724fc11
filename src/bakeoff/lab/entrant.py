"""An entrant: a service in a campaign, started anew several times."""

import time

from bakeoff.catalog.manifest import Framework
from bakeoff.lab.cpu import cpu_seconds, memory_bytes
from bakeoff.lab.errors import BlockFailedError
from bakeoff.services.build import Build
from bakeoff.services.postgres import Server
from bakeoff.services.service import Resources, Service, start_service


class Entrant:
    """A framework's service under its name in the campaign (the yardstick has two)."""

    def __init__(
        self,
        name: str,
        framework: Framework,
        build: Build,
        server: Server,
        template: str,
        resources: Resources,
    ) -> None:
        self.name = name
        self.framework = framework
        self.build = build
        self.server = server
        self._template = template
        self._resources = resources
        self._service: Service | None = None
        self._idle_from = (0.0, 0.0)
        self.idle_memory = 0

    def start(self) -> float:
        """Start the service; return the seconds to its first healthy answer."""
        self._service = start_service(
            self.server, self.framework, self.build, self._template, self._resources
        )
        self.idle_memory = memory_bytes(self._service.process)
        self.mark_idle()
        return self._service.start_seconds

    def stop(self) -> None:
        """Stop the service, if it runs."""
        if self._service is not None:
            self._service.stop()
            self._service = None

    def running(self) -> Service:
        """Return the running service.

        Raises:
            BlockFailedError: it does not run.
        """
        if self._service is None:
            raise BlockFailedError(f"{self.name} does not run")
        return self._service

    def mark_idle(self) -> None:
        """Remember that from now on nobody asks it anything."""
        self._idle_from = (time.monotonic(), cpu_seconds(self.running().process))

    def idle_since_last(self) -> tuple[float, float]:
        """Return CPU seconds used, and seconds passed, since `mark_idle`."""
        at, used = self._idle_from
        return cpu_seconds(self.running().process) - used, time.monotonic() - at
