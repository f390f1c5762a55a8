# shellcheck shell=bash
# Sourced by setup.sh: what makes a Raspberry Pi a box, updates it, and makes it none again.
#
#   /opt/tidtager/releases/VERSION-HASH/   one version, whole: a virtual environment and this folder
#   /opt/tidtager/current                  the one in use; a link, changed in one step
#   /opt/tidtager/next                     one that waits until no meeting is on
#
# Why no .deb: dpkg puts new files in the place of the old ones while the box runs on them, and a
# running meeting loads modules and starts processes yet. Here it keeps its own files to its end.
# (And a .deb would be for one Python alone, so there would have to be one for each Debian.)

ROOT=/opt/tidtager
STATE=/var/lib/tidtager
STICK=/media/tidtager
UNITS=(tidtager.service tidtager-stick@.service tidtager-off.service tidtager-off.path)
UPDATE_UNITS=(tidtager-update.path tidtager-update.service)
# Files of ours elsewhere, but the units: where each goes, and which it is in systemd/.
PLACES=(/etc/sysusers.d/tidtager.conf:sysusers.conf /etc/tmpfiles.d/tidtager.conf:tmpfiles.conf
  /etc/udev/rules.d/70-tidtager.rules:70-tidtager.rules
  /etc/systemd/journald.conf.d/tidtager.conf:journald.conf)

# What the box needs. No compiler: PyAudio and lgpio, which PyPI has no wheels of, are Debian's, and
# so is the virtual environment's --system-site-packages.
BOX_PACKAGES=(python3 python3-venv python3-pyaudio espeak-ng libespeak-ng1 libportaudio2 libatomic1
  alsa-utils dosfstools util-linux)
# Raspberry Pi OS's own; a Debian without it has no pins.
PI_PACKAGES=(python3-lgpio)

systemd_runs() { [ -d /run/systemd/system ]; }
is_root() { [ "$(id -u)" -eq 0 ] || die "$1 needs root: sudo ./setup.sh $1"; }

# What is in the box, in ten letters: the same sources are the same version.
tree_hash() {
  { find content device speech systemd setup.sh pyproject.toml constraints.txt docs/byg-den.md \
      docs/fortrolighed.md -type f ! -name '*.pyc' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
    /usr/bin/python3 --version; } | sha256sum | cut -c1-10
}

version() { sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml; }

# Debian packages, from the bundle where there is one; remembers which were not there before.
box_packages() {
  local before after package wanted=("${BOX_PACKAGES[@]}")
  mkdir -p "$ROOT"
  before=$(mktemp) after=$(mktemp)
  dpkg-query -W -f='${binary:Package}\n' | sort >"$before"
  [ -z "$BUNDLE" ] || use_debs "$BUNDLE"
  for package in "${PI_PACKAGES[@]}"; do
    if apt-cache "${APT_OPTIONS[@]}" policy "$package" 2>/dev/null | grep -q 'Candidate: [0-9]'
    then wanted+=("$package")
    else say "no package $package here: no pins, so no buttons and no lamp"; fi
  done
  packages "${wanted[@]}"
  dpkg-query -W -f='${binary:Package}\n' | sort >"$after"
  # What a first run added stays on the list when a second adds more.
  touch "$ROOT/packages"
  comm -13 "$before" "$after" | sort -u - "$ROOT/packages" >"$ROOT/packages.new"
  mv "$ROOT/packages.new" "$ROOT/packages"
  rm -f "$before" "$after"
}

# apt with the bundle's packages alone.
use_debs() {
  local suite
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
  [ -d "$1/debs/$suite" ] || die "the bundle has no packages for $suite; see $1/debs"
  APT=$(mktemp -d)
  mkdir -p "$APT/lists/partial"
  echo "deb [trusted=yes] file:$(realpath "$1/debs/$suite") ./" >"$APT/sources.list"
  APT_OPTIONS=(-o "Dir::Etc::sourcelist=$APT/sources.list" -o Dir::Etc::sourceparts=-
    -o "Dir::State::lists=$APT/lists" -o APT::Sandbox::User=root)
  apt-get "${APT_OPTIONS[@]}" update -qq || die "the bundle's list of packages can't be read"
}

# The version of this folder, in a place of its own.
make_release() {
  # Wheels alone, as there is no compiler; srt has none, and is Python alone.
  local release=$1 log source ways=(--no-binary srt)
  rm -rf "$release"
  mkdir -p "$(dirname "$release")"
  say "making $release (some minutes)"
  /usr/bin/python3 -m venv --system-site-packages "$release" || die "could not make $release"
  log=$release/install.log
  source=$(mktemp -d)
  cp -a --no-preserve=ownership content device speech pyproject.toml LICENSE README.md "$source/"
  # Debian's is a version behind, and the same for all that is used of it.
  grep -v '^PyAudio==' constraints.txt >"$release/constraints.txt"
  [ -z "$BUNDLE" ] || ways=(--no-index --find-links "$BUNDLE/wheels")
  if ! PIP_CONSTRAINT=$release/constraints.txt "$release/bin/python" -m pip install \
    --disable-pip-version-check --no-cache-dir --only-binary :all: "${ways[@]}" \
    "$source" >"$log" 2>&1; then
    grep -E '^ERROR' "$log" >&2 || tail -n 3 "$log" >&2
    rm -rf "$source"
    die "pip could not install the Python packages; the whole log is in $log"
  fi
  rm -rf "$source"
  mkdir "$release/docs"
  cp docs/byg-den.md docs/fortrolighed.md "$release/docs/"
  cp -r systemd setup.sh pyproject.toml LICENSE "$release/"
  # from a stick, where every file has the same mode, whatever it is
  chmod -R u=rwX,go=rX "$release/systemd" "$release/docs" "$release/pyproject.toml" "$release/LICENSE"
  chmod 755 "$release/setup.sh" "$release/systemd/back-off" "$release/systemd/mount-stick"
  "$release/bin/tidtager" --help >/dev/null || die "the program does not start; see $log"
  sync -f "$release"
  touch "$release/complete"
}

place_files() {
  local place
  for place in "${PLACES[@]}"; do
    install -D -m 644 "systemd/${place#*:}" "${place%%:*}"
  done
  systemd-sysusers /etc/sysusers.d/tidtager.conf
  systemd-tmpfiles --create /etc/tmpfiles.d/tidtager.conf
  install -m 644 "${UPDATE_UNITS[@]/#/systemd/}" /etc/systemd/system/
  ln -sfn "$ROOT/current/bin/tidtager" /usr/local/bin/tidtager
  if systemd_runs; then
    udevadm control --reload 2>/dev/null || true  # no udev in a container
    systemctl try-reload-or-restart systemd-journald.service 2>/dev/null || true
    systemctl daemon-reload
  fi
}

install_box() {
  BUNDLE=
  while [ $# -gt 0 ]; do
    case "$1" in
      --from) BUNDLE=$(realpath "${2:?--from needs the folder of a bundle}"); shift 2 ;;
      *) die "install knows only --from FOLDER, not '$1'" ;;
    esac
  done
  is_root install
  umask 022
  [ -n "$BUNDLE" ] || [ ! -d wheels ] || [ ! -d debs ] || BUNDLE=$PWD
  case "$(uname -m)" in
    aarch64|x86_64) ;;
    *) die "this is $(uname -m); a 64-bit system is needed (on a Pi: 64-bit Raspberry Pi OS)" ;;
  esac
  box_packages
  PYTHON=/usr/bin/python3 python_is_new_enough
  local release
  release=$ROOT/releases/$(version)-$(tree_hash)
  [ -e "$release/complete" ] || make_release "$release"
  place_files
  if [ "$(readlink -f "$ROOT/current")" = "$release" ]; then
    activate_now "$release"
    return
  fi
  ln -sfn "$release" "$ROOT/next.new"
  mv -T "$ROOT/next.new" "$ROOT/next"
  if in_a_meeting; then
    systemctl enable --quiet tidtager-update.path
    systemctl start tidtager-update.path
    say "a meeting is on, and goes on as it is; the new version is taken into use when it has ended"
  else
    activate
  fi
}

# Whether the running box leads a meeting: it says so itself; a version that doesn't has a journal,
# and one that can't be read is taken for a meeting.
in_a_meeting() {
  systemd_runs && systemctl is-active --quiet tidtager.service || return 1
  case "$(systemctl show --property=StatusText --value tidtager.service)" in
    'a meeting is on') return 0 ;;
    'no meeting is on') return 1 ;;
  esac
  ! (cd / && TMPDIR=${RUNTIME_DIRECTORY:-/tmp} "$ROOT/next/bin/python" -m device.commands.standing "$STATE")
}

# Take the version that waits into use, when no meeting is on.
activate() {
  is_root activate
  [ -e "$ROOT/next/complete" ] || { rm -f "$ROOT/next"; die "no new version waits"; }
  if in_a_meeting; then die "a meeting is on"; fi
  activate_now "$(readlink -f "$ROOT/next")"
}

# Units first, then the version in one step: cut off in between, it is done again at the next boot.
activate_now() {
  local release=$1 unit fresh=''
  for unit in "${UNITS[@]}" "${UPDATE_UNITS[@]}"; do
    cmp -s "$release/systemd/$unit" "/etc/systemd/system/$unit" || fresh=yes
    install -m 644 "$release/systemd/$unit" "/etc/systemd/system/$unit.new"
    mv "/etc/systemd/system/$unit.new" "/etc/systemd/system/$unit"
  done
  if [ "$(readlink -f "$ROOT/current")" != "$release" ]; then
    fresh=yes
    [ -L "$ROOT/current" ] || rm -rf "$ROOT/current"
    if [ -L "$ROOT/next" ]; then mv -T "$ROOT/next" "$ROOT/current"
    else ln -sfn "$release" "$ROOT/current"; fi
  fi
  rm -f "$ROOT/next"
  sync -f "$ROOT"
  if systemd_runs; then
    systemctl daemon-reload
    systemctl enable --quiet tidtager.service tidtager-update.path tidtager-off.path
    systemctl start --no-block tidtager-update.path tidtager-off.path
    if [ -n "$fresh" ]; then systemctl restart tidtager.service; else systemctl start tidtager.service; fi ||
      say "the box does not start yet; see: journalctl -u tidtager"
    say "$(basename "$release") is in use; see: systemctl status tidtager"
  else
    systemctl enable --quiet tidtager.service tidtager-update.path tidtager-off.path \
      2>/dev/null || true
    say "installed; systemd is not running here, so the box starts at the next boot"
  fi
  tidy "$release"
}

# Old versions go, and what 0.1.0 and 0.2.0 put straight into the folder.
tidy() {
  local old
  for old in "$ROOT"/releases/* "$ROOT"/* "$ROOT"/.venv; do
    case "$old" in
      "$1"|"$ROOT"/releases|"$ROOT"/current|"$ROOT"/next|"$ROOT"/packages|*'*') ;;
      *) rm -rf "$old" ;;
    esac
  done
}

uninstall_box() {
  local keep='' place
  case "${1:-}" in
    '') ;;
    --keep-journal) keep=yes ;;
    *) die "uninstall knows only --keep-journal, not '$1'" ;;
  esac
  is_root uninstall
  cd /
  if systemd_runs; then
    systemctl disable --now --quiet tidtager-update.path tidtager-update.service \
      tidtager-off.path tidtager.service 2>/dev/null || true
    umount -l "$STICK" 2>/dev/null || true
  fi
  rm -f /etc/systemd/system/multi-user.target.wants/tidtager.service \
    /etc/systemd/system/paths.target.wants/tidtager-{update,off}.path
  rmdir --ignore-fail-on-non-empty /etc/systemd/system/paths.target.wants 2>/dev/null || true
  rm -f "${UNITS[@]/#//etc/systemd/system/}" "${UPDATE_UNITS[@]/#//etc/systemd/system/}"
  for place in "${PLACES[@]}"; do
    rm -f "${place%%:*}"
    # and its folder, if it is empty and no package's
    dpkg-query -S "$(dirname "${place%%:*}")" >/dev/null 2>&1 ||
      rmdir --ignore-fail-on-non-empty "$(dirname "${place%%:*}")" 2>/dev/null || true
  done
  rm -f /usr/local/bin/tidtager
  if systemd_runs; then
    systemctl daemon-reload
    systemctl reset-failed tidtager.service 2>/dev/null || true
    udevadm control --reload 2>/dev/null || true
    systemctl try-restart systemd-journald.service 2>/dev/null || true
  fi
  rmdir "$STICK" 2>/dev/null || true
  rm -rf /run/tidtager /etc/tidtager
  if [ -n "$keep" ] && [ -d "$STATE" ]; then
    find "$STATE" -mindepth 1 -maxdepth 1 ! -name 'journal.db*' -exec rm -rf {} +
    chown -R root:root "$STATE"
    say "the journal stays in $STATE, for root alone"
  else
    rm -rf "$STATE"
  fi
  if id tidtager >/dev/null 2>&1; then userdel tidtager; fi
  if getent group tidtager >/dev/null; then groupdel tidtager; fi
  remove_packages
  rm -rf "$ROOT"
  say "the box is gone"
}

# Of the Debian packages that install brought, those that nothing else needs now.
remove_packages() {
  local brought=() orphans=()
  [ -s "$ROOT/packages" ] || return 0
  mapfile -t brought < <(dpkg-query -W -f='${db:Status-Status} ${binary:Package}\n' |
    sed -n 's/^installed //p' | sort | comm -12 - "$ROOT/packages")
  [ ${#brought[@]} -gt 0 ] || return 0
  apt-mark auto "${brought[@]}" >/dev/null
  mapfile -t orphans < <(apt-get -s -o APT::AutoRemove::RecommendsImportant=0 \
    -o APT::AutoRemove::SuggestsImportant=0 autoremove 2>/dev/null | sed -n 's/^Remv \([^ ]*\).*/\1/p' |
    sort | comm -12 - <(sed 's/:.*//' "$ROOT/packages" | sort -u))
  [ ${#orphans[@]} -eq 0 ] || DEBIAN_FRONTEND=noninteractive apt-get purge -y -qq \
    -o DPkg::Lock::Timeout=300 "${orphans[@]}" >/dev/null
}
