#!/usr/bin/env bash
# Adds what the tests need: their tools, a Chromium, and a font with Hangul.
set -euo pipefail
venv=$1
"$venv/bin/python" -m pip install --disable-pip-version-check --progress-bar on -c constraints.txt -e '.[test]'

if ! fc-list :lang=ko 2>/dev/null | grep -q .; then
  scripts/install_system_packages.sh fonts-nanum fontconfig
fi
if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
  if command -v apt-get >/dev/null; then
    scripts/install_system_packages.sh chromium
  else
    "$venv/bin/python" -m playwright install chromium
  fi
fi
