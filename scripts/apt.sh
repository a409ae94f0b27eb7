#!/bin/sh
# apt.sh PACKAGE… : install what is missing, when we may; otherwise say exactly what to install, and fail.
set -eu

command -v dpkg-query >/dev/null || {
    echo "Not a Debian-like system: make sure the equivalents of these are installed: $*" >&2
    exit 0
}

missing=""
for package in "$@"; do
    status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    [ "$status" = "install ok installed" ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    sudo=""
elif sudo -n true 2>/dev/null; then
    sudo="sudo"
else
    echo "Please install these system packages, then run the same command again:" >&2
    echo "    sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi

echo "Installing system packages:$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086  # the lists are meant to be split
{
    $sudo apt-get update -qq
    $sudo apt-get install -qq -y --no-install-recommends $missing >/dev/null
}
