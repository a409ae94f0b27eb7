#!/bin/sh
# Pin everything with hashes, for every Python from 3.11 on. Newest versions: UPGRADE=--upgrade make lock
set -eu
cd "$(dirname "$0")/.."

compile() {
    target=$1
    shift
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
        ${UPGRADE:-} --output-file "requirements/$target.txt" "$@"
}

compile bootstrap --group pyproject.toml:bootstrap
compile node --group pyproject.toml:node
compile base pyproject.toml
compile dev pyproject.toml --group pyproject.toml:dev --constraint requirements/base.txt
