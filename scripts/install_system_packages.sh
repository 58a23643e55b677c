#!/usr/bin/env bash
# Installs Debian packages where that is possible without asking anybody; else names them and ends with an error.
set -euo pipefail
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
else
  echo "These system packages are missing: $* (the names are Debian's). Install them and run the same command again," >&2
  echo "for example: sudo apt-get install $*" >&2
  exit 1
fi
