"""Controleert dit inspectiedossier, zonder netwerk en zonder iets te installeren.

python -I -S verify.py [bestand.zip]
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE / "programma"))

from inspections.dossier.checking import main  # noqa: E402

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], HERE))
