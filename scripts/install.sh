#!/usr/bin/env bash
# Makes the virtual environment and installs Gallae into it, with what OpenCV needs of the system.
set -euo pipefail
venv=$1
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Gallae needs Python 3.11 or newer; $("$python" --version 2>&1) is too old. Try: make PYTHON=python3.12 …" >&2
  exit 1
}
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv" || {
  echo "No virtual environment could be made. On Debian and Ubuntu: apt-get install python3-venv" >&2
  exit 1
}
echo "Installing Gallae and what it stands on (some minutes the first time) …"
"$venv/bin/python" -m pip install --disable-pip-version-check --progress-bar on -c constraints.txt -e .

if ! "$venv/bin/python" -c 'import cv2' 2>/dev/null; then
  scripts/install_system_packages.sh libgl1 libglib2.0-0 libxcb1
  "$venv/bin/python" -c 'import cv2'
fi
