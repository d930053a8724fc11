"""Services of known cost, made from one source: `service/` with flags in the manifest."""

import shutil
from dataclasses import dataclass
from pathlib import Path

SERVICE = Path(__file__).with_name("service")
MANIFEST = """
[framework]
id = "{id}"
name = "{id}"
language = "Go"
orm = "none"
homepage = "https://go.dev"
repository = "golang/go"
package = "go:std"

[toolchain]
requires = ["go>=1.26"]

[commands]
install = []
build = [["go", "build", "-trimpath", "-o", "bin/server", "."]]
start = ["bin/server", "-burn", "{burn}us", "-way", "{way}"]
"""


@dataclass(frozen=True)
class Variant:
    """A service of known cost: microseconds of CPU that each request burns, and how."""

    id: str
    burn: int
    way: str = "inside"


BASE = Variant("base", 100)


def make_folder(variant: Variant, parent: Path) -> Path:
    """Write the framework's folder of `variant` below `parent`; return it."""
    folder = parent / variant.id
    shutil.copytree(SERVICE, folder)
    manifest = MANIFEST.format(id=variant.id, burn=variant.burn, way=variant.way)
    (folder / "framework.toml").write_text(manifest)
    return folder
