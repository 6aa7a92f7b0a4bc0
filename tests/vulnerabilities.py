"""Known vulnerabilities in the versions of ``constraints.txt``, as pip-audit has them from the registry.

``python -m tests.vulnerabilities`` ends with 1 where there is one. A registry that does not tell (a mirror without the
JSON of PyPI) makes pip-audit say "none found" of packages that it never asked about; so they are counted here, and what
could not be asked is said. With ``CONGTIN_AUDIT=required`` that is an error too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

CONSTRAINTS = Path(__file__).parent.parent / "constraints.txt"
_SECONDS = 600


def verdict(dependencies: list[dict[str, Any]], *, required: bool) -> tuple[int, list[str]]:
    """Return the exit code, and lines for people, given the dependencies of pip-audit's JSON."""
    lines = [
        f"{found['name']} {found['version']}: {known['id']}; mended in {', '.join(known['fix_versions']) or '-'}"
        for found in dependencies
        for known in found.get("vulns", ())
    ]
    code = 1 if lines else 0
    unasked = [found["name"] for found in dependencies if "skip_reason" in found]
    asked = len(dependencies) - len(unasked)
    lines.append(f"{asked} of {len(dependencies)} packages were asked about; vulnerabilities: {len(lines)}")
    if unasked or not dependencies:
        lines.append(f"SKIPPED: the registry told nothing of {len(unasked)} packages; ask one that has PyPI's JSON.")
        code = code or int(required)
    return code, lines


def main() -> int:
    """Ask, say what was found, and return the exit code."""
    required = os.environ.get("CONGTIN_AUDIT") == "required"
    command = [sys.executable, "-m", "pip_audit", "-r", str(CONSTRAINTS), "--no-deps", "--disable-pip",
               "--progress-spinner", "off", "--format", "json"]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS)
        dependencies = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError) as error:
        print(f"SKIPPED: pip-audit could not ask the registry ({type(error).__name__}); is there a network?")
        return int(required)
    code, lines = verdict(dependencies, required=required)
    print("\n".join(lines))
    return code


if __name__ == "__main__":
    sys.exit(main())
