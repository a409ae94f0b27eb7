"""Is a known weakness in a package we pin? Asks the index for it; where that cannot be reached, says so and goes on."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("base", "dev")
PATIENCE = 120


def ask(lock: str) -> list[dict[str, Any]] | None:
    """What is known of each package; None when nobody answered."""
    command = [Path(sys.executable).parent / "pip-audit", "--requirement", ROOT / "requirements" / f"{lock}.txt"]
    quiet = ["--format", "json", "--disable-pip", "--no-deps", "--progress-spinner", "off", "--timeout", "10"]
    try:
        told = subprocess.run([*command, *quiet], capture_output=True, text=True, timeout=PATIENCE, check=False)
        found: list[dict[str, Any]] = json.loads(told.stdout)["dependencies"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError):
        return None
    return found


def judge(packages: list[dict[str, Any]] | None) -> tuple[list[str], str]:
    """The weak ones, and what was not looked at."""
    if packages is None:
        return [], "left out: the index of weaknesses did not answer"
    weak = [
        f"{one['name']} {one['version']}: {', '.join(known['id'] for known in one['vulns'])}"
        for one in packages
        if one.get("vulns")
    ]
    unknown = sum("skip_reason" in one for one in packages)
    if unknown == len(packages):
        return weak, "left out: the index of weaknesses knows none of these packages"
    return weak, f"{len(packages) - unknown} packages looked at, {unknown} unknown to the index"


def main() -> int:
    result = 0
    for lock in LOCKS:
        weak, said = judge(ask(lock))
        print(f"requirements/{lock}.txt: {said}")
        for one in weak:
            print(f"   {one}")
        result = result or int(bool(weak))
    return result


if __name__ == "__main__":
    sys.exit(main())
