#!/bin/sh
# Everything that can be judged without running the product. All of it runs; the first failure does not hide the next.
set -u
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
failed=""

step() {
    name=$1
    shift
    echo "== $name"
    "$@" || failed="$failed
   $name"
}

production() {
    scratch=$(mktemp -d)
    env DJANGO_SETTINGS_MODULE=config.settings.production DATA_DIR="$scratch" \
        SECRET_KEY="$(od -An -N64 -tx1 /dev/urandom | tr -d ' \n')" ALLOWED_HOSTS=leerroutes.example \
        BASE_URL=https://leerroutes.example SOURCE_URL=https://leerroutes.example/source \
        EMAIL_HOST=mail.example DEFAULT_FROM_EMAIL=leerroutes@leerroutes.example \
        SECURITY_CONTACT=mailto:veiligheid@leerroutes.example \
        python manage.py "$@"
    result=$?
    rm -rf "$scratch"
    return $result
}

step "ruff format" ruff format --check --output-format concise .
step "ruff check" ruff check --output-format concise .
step "mypy" mypy
step "weak code (bandit)" bandit --quiet --configfile pyproject.toml --recursive $(ls -d */__init__.py | xargs dirname | grep -v -e tests -e bench) scripts
step "weak packages (pip-audit)" python scripts/check_packages.py
step "import arrows" lint-imports --no-logo
step "settings for production" production check --deploy --fail-level WARNING
step "migrations are complete" production makemigrations --check --dry-run
step "translations are complete" python scripts/check_messages.py

if [ -n "$failed" ]; then
    echo "Failed:$failed" >&2
    exit 1
fi
echo "All checks passed."
