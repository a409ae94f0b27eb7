"""Prepare the database once, then run web, worker and scheduler until Ctrl-C.

One process does all the preparing, because starting Django is most of the time it takes.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.chdir(ROOT)
sys.path.insert(0, str(ROOT))

PORT = os.environ.setdefault("PORT", "8000")
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
os.environ.setdefault("BASE_URL", f"http://localhost:{PORT}")


def prepare() -> None:
    """Every step may run again at every start: what is there already stays as it is."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    print(f"Data in {settings.DATA_DIR}", flush=True)
    call_command("migrate", verbosity=0)
    call_command("load_reference")
    call_command("load_demo")
    call_command("collectstatic", interactive=False, verbosity=0)
    print(f"\nLeerroutes: {settings.BASE_URL}   (Ctrl-C stops it)\n", flush=True)
    call_command("demo_people")
    sys.stdout.flush()


def run() -> None:
    """Become honcho, which starts the three processes of the Procfile and stops them together."""
    programs = Path(sys.executable).parent
    os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
    os.execv(programs / "honcho", ["honcho", "start", "--port", PORT])


if __name__ == "__main__":
    try:
        prepare()
    except KeyboardInterrupt:
        sys.exit(130)
    run()
