"""Prepare the database once, then run web, worker and scheduler until Ctrl-C.

One process does all the preparing, because starting Django is most of the time it takes.
"""

import os
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.chdir(ROOT)
sys.path.insert(0, str(ROOT))

PORT = os.environ.setdefault("PORT", "8000")
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
os.environ.setdefault("BASE_URL", f"http://localhost:{PORT}")
# Celery advises against root in nine lines; in a container that is who you are.
os.environ.setdefault("PYTHONWARNINGS", "ignore:You're running the worker with superuser")


def port_is_free() -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((os.environ.get("HOST", "127.0.0.1"), int(PORT)))
        except OSError:
            return False
    return True


def prepare() -> None:
    """Every step may run again at every start: what is there already stays as it is."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    print(f"Data in {settings.DATA_DIR}", flush=True)
    call_command("migrate", verbosity=0)
    call_command("load_reference")
    call_command("load_guidance")
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
    if not port_is_free():
        sys.exit(f"Port {PORT} is taken by another program. Choose one yourself: make demo PORT=8001")
    try:
        prepare()
    except KeyboardInterrupt:
        sys.exit(130)
    run()
