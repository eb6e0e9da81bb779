"""nbval notices when an article no longer says what the stored outputs rest on."""

import os
import re
import subprocess
import sys
from pathlib import Path

DATE = re.compile(r"(?<=\bMay )(\d\d?)\b")


def run_nbval(root: Path) -> subprocess.CompletedProcess:
    """Re-execute the notebooks of a checkout until the first output that differs."""
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-x", "-q", "-p", "no:cacheprovider"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_XDIST")}
    return subprocess.run(
        [*command, "--rootdir", root, root / "book"], env=environment, capture_output=True, text=True, check=False
    )


def test_a_changed_date_is_noticed(checkout: Path) -> None:
    article = next(path for path in sorted((checkout / "seeds").glob("*.txt")) if DATE.search(path.read_text("utf-8")))
    article.write_text(DATE.sub(lambda day: str(int(day[1]) % 28 + 1), article.read_text("utf-8"), count=1), "utf-8")
    ran = run_nbval(checkout)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "Cell outputs differ" in ran.stdout or "mismatch" in ran.stdout
