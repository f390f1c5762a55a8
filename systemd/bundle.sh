# shellcheck shell=bash
# Sourced by setup.sh: a folder from which a Pi without a network is installed.
#
#   wheels/          Python packages, for each Debian's own Python
#   debs/SUITE/      Debian packages with all that they need, as a small archive of its own
#   and the program: sudo bash setup.sh install, in that folder (a stick may not let it run itself)

# What the box's packages are for: Bookworm has Python 3.11, Trixie 3.13.
declare -A PYTHON_OF=([bookworm]=3.11 [trixie]=3.13)
# The newest C library that a wheel may ask for is Bookworm's, 2.36.
GLIBC=(2014 _2_17 _2_24 _2_26 _2_27 _2_28 _2_31 _2_34 _2_35 _2_36)

bundle() {
  VOICE_TOO=
  local out='' arch=arm64 suites=() suite
  while [ $# -gt 0 ]; do
    case "$1" in
      --arch) arch=${2:?--arch needs arm64 or amd64}; shift 2 ;;
      --suite) suites+=("${2:?--suite needs bookworm or trixie}"); shift 2 ;;
      --voice) VOICE_TOO=yes; shift ;;
      -*) die "bundle knows --arch, --suite and --voice, not '$1'" ;;
      *) out=$1; shift ;;
    esac
  done
  [ -n "$out" ] || die "bundle needs the name of a new folder: ./setup.sh bundle FOLDER"
  [ ! -e "$out" ] || die "$out is there already; name a new folder"
  [ ${#suites[@]} -gt 0 ] || suites=(bookworm trixie)
  for suite in "${suites[@]}"; do
    [ -n "${PYTHON_OF[$suite]:-}" ] || die "no bundle for $suite; there is bookworm and trixie"
  done
  python_is_new_enough
  mkdir -p "$out/wheels" "$out/docs"
  cp -a --no-preserve=ownership content device speech systemd setup.sh pyproject.toml \
    constraints.txt LICENSE README.md "$out/"
  cp docs/byg-den.md docs/fortrolighed.md "$out/docs/"
  find "$out" -name __pycache__ -prune -exec rm -rf {} +
  WORK=$(mktemp -d)
  trap 'rm -rf "$WORK"' EXIT
  # shellcheck disable=SC2153
  "$PYTHON" -m venv "$WORK/venv" || die "could not make an environment; is python3-venv there?"
  for suite in "${suites[@]}"; do
    say "fetching the Debian packages for $suite, $arch"
    debs "$(realpath "$out")/debs/$suite" "$suite" "$arch"
    say "fetching the Python packages for $suite, $arch"
    wheels "$out/wheels" "$suite" "$arch"
  done
  say "$out is ready ($(du -sh "$out" | cut -f1)); take it to the Pi, and there: sudo bash setup.sh install"
}

wheels() {
  local out=$1 python=${PYTHON_OF[$2]} machine=x86_64 platforms=() needed=() glibc
  [ "$3" != arm64 ] || machine=aarch64
  for glibc in "${GLIBC[@]}"; do platforms+=(--platform "manylinux${glibc}_$machine"); done
  grep -v '^PyAudio==' constraints.txt >"$WORK/constraints.txt"
  mapfile -t needed < <(VOICE_TOO=$VOICE_TOO "$PYTHON" -c '
import os
import tomllib
project = tomllib.load(open("pyproject.toml", "rb"))
voice = project["project"]["optional-dependencies"]["voice"] if os.environ["VOICE_TOO"] else []
for needed in [*project["project"]["dependencies"], *project["build-system"]["requires"], *voice]:
    if not needed.startswith("pyaudio"):
        print(needed)')
  # srt has no wheel; it is Python alone, so that any machine can make one.
  "$WORK/venv/bin/python" -m pip wheel --disable-pip-version-check --quiet --no-deps \
    --wheel-dir "$out" "$(grep '^srt==' constraints.txt)" || die "pip could not make srt's wheel"
  "$WORK/venv/bin/python" -m pip download --disable-pip-version-check --quiet --dest "$out" \
    --find-links "$out" --constraint "$WORK/constraints.txt" --only-binary :all: \
    --implementation cp --python-version "$python" "${platforms[@]}" "${needed[@]}" ||
    die "pip could not fetch all wheels for Python $python on $machine"
}

# The first address that this machine's apt has for what is labelled so; nothing where it has none.
apt_uri() {
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Label: $1" \
    'Component: main' | sed -n '/^https\{0,1\}:/{p;q}'
}

debs() {
  local out=$1 suite=$2 arch=$3 root=$WORK/apt-$2 uri deb options wanted
  mkdir -p "$out" "$root"/{lists/partial,archives/partial}
  : >"$root/status"
  uri=$(apt_uri Debian)
  [ -n "$uri" ] || die "this machine's apt knows no Debian archive to fetch packages from"
  echo "deb [arch=$arch] $uri $suite main" >"$root/sources.list"
  uri=$(apt_uri 'Raspberry Pi Foundation')
  [ -z "$uri" ] || echo "deb [arch=$arch] $uri $suite main" >>"$root/sources.list"
  options=(-o "APT::Architecture=$arch" -o "APT::Architectures::=$arch" -o "Dir::State=$root"
    -o "Dir::State::status=$root/status" -o "Dir::State::lists=$root/lists"
    -o "Dir::Cache::archives=$root/archives" -o "Dir::Etc::sourcelist=$root/sources.list"
    -o Dir::Etc::sourceparts=- -o APT::Sandbox::User=root -o Debug::NoLocking=1
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
  apt-get "${options[@]}" -qq update || die "apt could not read the lists of $suite for $arch"
  wanted=("${BOX_PACKAGES[@]}")
  for deb in "${PI_PACKAGES[@]}"; do
    if apt-cache "${options[@]}" policy "$deb" | grep -q 'Candidate: [0-9]'; then wanted+=("$deb")
    else say "no package $deb for $suite here; Raspberry Pi OS has it from the start"; fi
  done
  apt-get "${options[@]}" -qq -y --no-install-recommends --download-only install "${wanted[@]}" \
    >/dev/null || die "apt could not fetch the packages of $suite for $arch"
  mv "$root"/archives/*.deb "$out/"
  (cd "$out" && for deb in *.deb; do
    dpkg-deb -f "$deb"
    printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$deb" "$(stat -c %s "$deb")" \
      "$(sha256sum "$deb" | cut -d' ' -f1)"
  done >Packages)
}
