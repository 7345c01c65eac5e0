# Sourced by `packaging/start` and `packaging/test`: a virtual environment with the pinned versions, and the
# system libraries that Qt needs. Safe to run again: what is there is left alone.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=${MIXBENCH_VENV:-$root/.venv}

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }

# The first Python that is new enough and really there: a version manager's shim can exist for a Python that does not.
find_python() {
  local candidate
  for candidate in ${MIXBENCH_PYTHON:-} python3.11 python3.12 python3.13 python3; do
    if "$candidate" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  say "MixBench needs Python 3.11 or later with venv; name one with MIXBENCH_PYTHON=/path/to/python3.11"
  exit 1
}

# Installs the Debian packages named; elsewhere, or without the right to, says what is needed and goes on.
system_packages() {
  command -v dpkg-query >/dev/null || return 0
  local missing=() package sudo=""
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
      say "Qt may need these packages; install them with: sudo apt-get install ${missing[*]}"
      return 0
    fi
    sudo=sudo
  fi
  say "Installing ${missing[*]}"
  $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
}

# What Qt's widgets load on Linux, and a font for Latin and Chinese text.
qt_packages=(libegl1 libgl1 libfontconfig1 libdbus-1-3 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0
  libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0
  libxcb-xkb1 fonts-noto-core fonts-noto-cjk)
# Its package is named otherwise on newer systems, so look for the library.
ldconfig -p 2>/dev/null | grep -q libglib-2.0.so.0 || qt_packages+=(libglib2.0-0)

# install_into_venv ARGUMENTS...: pip with the pins of constraints.txt, skipped where nothing changed since.
install_into_venv() {
  local stamp fingerprint
  stamp="$venv/.mixbench-$(printf '%s' "$*" | cksum | cut -d' ' -f1)"
  fingerprint=$(cat "$root/pyproject.toml" "$root/constraints.txt" | cksum)
  [ -x "$venv/bin/python" ] || { say "Making a virtual environment in $venv"; "$(find_python)" -m venv "$venv"; }
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$fingerprint" ] && return 0
  say "Installing MixBench and its libraries (a few minutes the first time)"
  "$venv/bin/python" -m pip install -q --disable-pip-version-check -c "$root/constraints.txt" pip
  "$venv/bin/python" -m pip install -q --disable-pip-version-check -c "$root/constraints.txt" "$@"
  printf '%s' "$fingerprint" >"$stamp"
}
