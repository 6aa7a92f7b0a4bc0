"""What Debian has to give: PHP and MariaDB are installed, WordPress is unpacked into a folder of our own.

WordPress is not installed as a package, for that would bring a web server, which starts with the machine. Of MariaDB
only the daemon is installed (``mariadb-server-core``): no service, no system user, nothing in ``/var/lib``.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests import apt

INSTALLED = (
    "php-cli", "php-mysql", "php-gd", "php-xml", "php-curl", "php-mbstring",
    "mariadb-server-core", "mariadb-client-core",
)  # fmt: skip
_UNPACKED = ("wordpress", "wordpress-l10n")
_THEMES = "wordpress-theme-"
# Beside the virtual environment of the project and as easily thrown away (``make clean``).
STORE = Path(__file__).parents[2] / ".real-cms"


def install() -> None:
    """Install PHP and MariaDB where they are missing.

    Raises:
        tests.apt.CannotInstallError: that cannot be done here.
    """
    apt.install(*INSTALLED)


def unpack_wordpress() -> Path:
    """Return a folder that holds Debian's WordPress with its translations and every theme that Debian ships.

    It is downloaded once; raises :class:`~tests.apt.CannotInstallError` where that cannot be.
    """
    apt.needs("apt-get", "apt-cache", "dpkg-deb")
    root = STORE / "wordpress"
    wordpress = root / "usr" / "share" / "wordpress"
    if (root / "complete").exists():
        return wordpress
    shutil.rmtree(root, ignore_errors=True)
    packages = root / "packages"
    packages.mkdir(parents=True)
    names = _wordpress_packages()
    if not names and os.geteuid() == 0:
        apt.refresh()
        names = _wordpress_packages()
    if not names:
        raise apt.CannotInstallError("apt knows no package wordpress; run apt-get update as root and try again")
    apt.run("apt-get", "download", *names, cwd=packages)
    for package in packages.glob("*.deb"):
        apt.run("dpkg-deb", "--extract", package.name, str(root), cwd=packages)
    shutil.rmtree(packages)
    (root / "complete").touch()
    return wordpress


def _wordpress_packages() -> list[str]:
    themes = apt.run("apt-cache", "pkgnames", _THEMES).split()
    return [*_UNPACKED, *sorted(themes)] if themes else []


if __name__ == "__main__":
    install()
    print(f"PHP and MariaDB are installed; WordPress is in {unpack_wordpress()}")
