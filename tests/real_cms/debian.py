"""What Debian has to give: PHP and MariaDB are installed, WordPress is unpacked into a folder of our own.

WordPress is not installed as a package, for that would bring a web server, which starts with the machine. Of MariaDB
only the daemon is installed (``mariadb-server-core``): no service, no system user, nothing in ``/var/lib``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tests.real_cms.requirement import CannotInstallError

INSTALLED = (
    "php-cli", "php-mysql", "php-gd", "php-xml", "php-curl", "php-mbstring",
    "mariadb-server-core", "mariadb-client-core",
)  # fmt: skip
_UNPACKED = ("wordpress", "wordpress-l10n")
_THEMES = "wordpress-theme-"
# Beside the virtual environment of the project and as easily thrown away (``make clean``).
STORE = Path(__file__).parents[2] / ".real-cms"


def install() -> None:
    """Install PHP and MariaDB where they are missing; raises :class:`CannotInstallError` where that cannot be."""
    missing = [name for name in INSTALLED if not _is_installed(name)]
    if not missing:
        return
    _needs("apt-get", "dpkg-query")
    if os.geteuid() != 0:
        raise CannotInstallError(f"only root may install packages; install {' '.join(missing)} and try again")
    _refresh()
    _run("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *missing)


def unpack_wordpress() -> Path:
    """Return a folder that holds Debian's WordPress with its translations and every theme that Debian ships.

    It is downloaded once; raises :class:`CannotInstallError` where that cannot be.
    """
    _needs("apt-get", "apt-cache", "dpkg-deb")
    root = STORE / "wordpress"
    wordpress = root / "usr" / "share" / "wordpress"
    if (root / "complete").exists():
        return wordpress
    shutil.rmtree(root, ignore_errors=True)
    packages = root / "packages"
    packages.mkdir(parents=True)
    names = _wordpress_packages()
    if not names and os.geteuid() == 0:
        _refresh()
        names = _wordpress_packages()
    if not names:
        raise CannotInstallError("apt knows no package wordpress; run apt-get update as root and try again")
    _run("apt-get", "download", *names, cwd=packages)
    for package in packages.glob("*.deb"):
        _run("dpkg-deb", "--extract", package.name, str(root), cwd=packages)
    shutil.rmtree(packages)
    (root / "complete").touch()
    return wordpress


def _wordpress_packages() -> list[str]:
    themes = _run("apt-cache", "pkgnames", _THEMES).split()
    return [*_UNPACKED, *sorted(themes)] if themes else []


def _is_installed(name: str) -> bool:
    if shutil.which("dpkg-query") is None:
        return False
    asked = subprocess.run(["dpkg-query", "-W", "-f", "${Status}", name], capture_output=True, text=True)
    return asked.stdout.strip() == "install ok installed"


def _needs(*programs: str) -> None:
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        raise CannotInstallError(f"this is no Debian or one of its children ({', '.join(missing)} not found)")


def _refresh() -> None:
    _run("apt-get", "update", "--quiet")


def _run(*command: str, cwd: Path | None = None) -> str:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired as error:
        raise CannotInstallError(f"{' '.join(command)} took longer than {error.timeout:.0f} s") from None
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-3:]
        raise CannotInstallError(f"{' '.join(command)} failed: {' / '.join(last)}")
    return done.stdout


if __name__ == "__main__":
    install()
    print(f"PHP and MariaDB are installed; WordPress is in {unpack_wordpress()}")
