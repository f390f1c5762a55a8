# shellcheck shell=bash
# Sourced by tests/pi/run: what is done in the bare system $ROOT, and what must come of it.

FAILED=0

# check WHAT COMMAND...: say whether the command succeeds.
check() {
  local what=$1
  shift
  if "$@" >"$BASE/check.log" 2>&1; then say "  right: $what"
  else
    say "  WRONG: $what"
    sed 's/^/         /' "$BASE/check.log" | tail -n 20
    FAILED=$((FAILED + 1))
  fi
}

emulated() {
  local qemu=/usr/bin/qemu-aarch64-static conf=/usr/lib/binfmt.d/qemu-aarch64.conf
  [ "$1" = arm64 ] || skip "no emulator for $1"
  [ -x "$qemu" ] || skip "no emulator; apt-get install qemu-user-static"
  [ -e /proc/sys/fs/binfmt_misc/register ] ||
    mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc || skip "this kernel has no binfmt_misc"
  [ -e /proc/sys/fs/binfmt_misc/qemu-aarch64 ] || cat "$conf" >/proc/sys/fs/binfmt_misc/register ||
    skip "the emulator can't be registered"
}

# What is committed, as a bundle, in the system's /root/bundle.
bundle_for() {
  local kept
  kept=$BASE/bundle-$1-$2-$(git -C "$REPO" rev-parse --short HEAD)
  if [ ! -e "$kept/ready" ]; then
    rm -rf "$BASE/bundle-$1-$2"-*
    check "a bundle is made" "$ROOT/root/tidtager/setup.sh" bundle "$kept" --suite "$1" --arch "$2"
    touch "$kept/ready"
  fi
  say "  the bundle is $(du -sh "$kept" | cut -f1)"
  cp -r "$kept" "$ROOT/root/bundle"
}

# Every file of the system, but for caches, logs, what dpkg keeps and what the test brought.
files() {
  (cd "$ROOT" && find . -xdev \( -path ./root -o -path ./var/cache -o -path ./var/log \
    -o -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./var/backups -o -path ./run -o -path ./tmp -o -path ./var/tmp \
    -o -path ./proc -o -path ./sys -o -path ./dev -o -name __pycache__ -o -path ./var/lib/systemd \
    -o -name '*-' -o -path ./etc/ld.so.cache -o -path ./var/lib/ucf \) -prune -o -print | sort)
}

# systemd as the system's first process, with no network but what the test gives it.
boot() {
  # A Debian after 12 wants the one hierarchy of control groups, which nspawn gives where it is told.
  UNIFIED_CGROUP_HIERARCHY=1 systemd-nspawn --quiet --directory="$ROOT" --boot --register=no \
    --keep-unit --console=pipe "$@" </dev/null >"$BASE/boot.log" 2>&1 &
  NSPAWN=$!
  local tries
  for tries in $(seq 60); do
    INIT=$(pgrep -P "$NSPAWN" | head -n 1) || INIT=
    if [ -n "$INIT" ] && inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded'
    then return; fi
    kill -0 "$NSPAWN" 2>/dev/null || break
    sleep 1
  done
  say "systemd does not start here:"
  tail -n 3 "$BASE/boot.log" >&2
  skip "no systemd in a container ($tries s)"
}

# As when the plug is pulled.
pull_the_plug() {
  kill -KILL "$INIT"
  wait "$NSPAWN" 2>/dev/null || true
}

inside() {
  nsenter -t "$INIT" -m -u -i -n -p -C env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root "$@"
}

shows() { inside systemctl show --property="$1" --value tidtager.service; }

# until_is SECONDS PROPERTY VALUE
until_is() {
  local _
  for _ in $(seq $(($1 * 5))); do
    [ "$(shows "$2")" != "$3" ] || return 0
    sleep 0.2
  done
  printf '%s is %s, not %s\n' "$2" "$(shows "$2")" "$3"
  return 1
}

# within SECONDS COMMAND...
within() {
  local _ tries=$1
  shift
  for _ in $(seq "$tries"); do
    if "$@"; then return 0; fi
    sleep 1
  done
  return 1
}

ended() { ! kill -0 "$NSPAWN" 2>/dev/null; }
goes_on_as() { [ "$(shows MainPID)" = "$1" ]; }
runs_from() { inside readlink "/proc/$(shows MainPID)/exe" && inside cat "/proc/$(shows MainPID)/cmdline" | tr '\0' '\n' | grep -q "$1"; }
nothing_left() { files | diff "$BASE/before" - ; }
nothing_but_the_journal() {
  local left
  left=$(files | diff "$BASE/before" - | grep '^[<>]' | grep -v ' ./var/lib/tidtager') || true
  printf '%s\n' "$left"
  [ -z "$left" ]
}

booted() {
  local pid restarts
  boot --private-network
  files >"$BASE/before"
  an_old_box "$1" "$2"
  pid=$(shows MainPID)

  check "the update is installed without a network, while a meeting is paused" \
    inside sh -c 'cd /root/bundle && ./setup.sh install'
  check "the running box is left in peace" goes_on_as "$pid"
  check "the new version waits" test -L "$ROOT/opt/tidtager/next"
  check "asked again, it still waits" sh -c "! nsenter -t $INIT -m -p -i -n -C /opt/tidtager/next/setup.sh activate"

  say "  the plug is pulled, and put in again"
  pull_the_plug
  boot --private-network
  check "the meeting goes on with the version it began with" runs_from /opt/tidtager/.venv
  inside systemctl stop tidtager.service
  cp "$REPO/tests/device/memory/journals/finished.db" "$ROOT/var/lib/tidtager/journal.db"
  rm -f "$ROOT"/var/lib/tidtager/journal.db-*
  inside systemctl start tidtager.service
  say "  the meeting has ended"
  # The update has what processor is left (CPUSchedulingPolicy=idle): on a busy machine next to none.
  check "the new version is taken into use by itself" until_is 300 StatusText "no meeting is on"
  check "what the old version left is gone" within 300 test ! -e "$ROOT/opt/tidtager/.venv"
  check "it is the one in use" runs_from /opt/tidtager/current

  inside systemctl stop tidtager.service
  cp "$REPO/tests/device/memory/journals/paused.db" "$ROOT/var/lib/tidtager/journal.db"
  rm -f "$ROOT"/var/lib/tidtager/journal.db-*
  inside systemctl start tidtager.service
  check "it goes on with the meeting that 0.1.0 paused" until_is 20 StatusText "a meeting is on"

  pid=$(shows MainPID)
  check "a second install changes nothing" inside sh -c 'cd /root/bundle && ./setup.sh install'
  check "and restarts nothing" goes_on_as "$pid"

  # A container has no udev, which systemd-mount waits for; what comes of it is the same.
  inside sh -c 'mount -t tmpfs -o nosuid,nodev,noexec,mode=700,uid=$(id -u tidtager) stick /media/tidtager
    cat >/media/tidtager/tidtager.yaml' <"$REPO/content/examples/kort-moede.yaml"
  check "a stick that is put in while the box runs is read" \
    within 20 grep -q "Et kort møde" "$ROOT/var/lib/tidtager/tidtager.yaml"
  check "and is its to write on" inside nsenter -t "$(shows MainPID)" -m \
    runuser -u tidtager -- sh -c 'echo hej >/media/tidtager/prøve.txt'
  check "and is taken out at once" inside umount /media/tidtager

  restarts=$(shows NRestarts)
  inside systemctl kill --signal=KILL tidtager.service
  check "killed, it is started anew" until_is 10 NRestarts "$((restarts + 1))"
  check "and is back" until_is 60 ActiveState active
  restarts=$(shows NRestarts)
  pid=$(shows MainPID)
  inside sh -c "[ $pid -gt 1 ] && kill -STOP $pid"
  check "stalled, it is ended by the watchdog" until_is 60 NRestarts "$((restarts + 1))"
  check "and is back" until_is 60 ActiveState active
  check "each unit is fine by systemd" \
    inside systemd-analyze verify tidtager.service tidtager-update.service tidtager-update.path
  say "  $(inside sh -c "grep VmHWM /proc/$(shows MainPID)/status" | tr -s '\t ' ' ') without a microphone"

  inside runuser -u tidtager -- touch /run/tidtager/off
  check "asked by the box, systemd switches the machine off" within 30 ended
  wait "$NSPAWN" 2>/dev/null || true
  boot --private-network
  check "and on again it goes on with the meeting" until_is 20 StatusText "a meeting is on"
  check "and is not switched off once more" inside sh -c '! test -e /run/tidtager/off'

  check "uninstalled" inside sh -c 'cd /root/bundle && ./setup.sh uninstall --keep-journal'
  check "nothing is left but the journal" nothing_but_the_journal
  check "the journal is" test -e "$ROOT/var/lib/tidtager/journal.db"
  check "installed anew it finds its memory" inside sh -c 'cd /root/bundle && ./setup.sh install'
  check "and the meeting" until_is 20 StatusText "a meeting is on"
  check "uninstalled for good" inside sh -c 'cd /root/bundle && ./setup.sh uninstall'
  check "nothing is left" nothing_left
  check "nobody is left" sh -c "! grep tidtager '$ROOT/etc/passwd' '$ROOT/etc/group'"
  pull_the_plug
}

# The wheels that 0.1.0 is pinned to, in the system's /root/old-wheels; its sources are in /root/old.
old_wheels() {
  local kept=$BASE/old-wheels-$1-$2
  if [ ! -e "$kept/ready" ]; then
    rm -rf "$kept"
    mkdir -p "$kept"
    check "the wheels of 0.1.0 are fetched" fetch_old_wheels "$kept" "$1" "$2"
    touch "$kept/ready"
  fi
  cp -r "$kept" "$ROOT/root/old-wheels"
}

# With the bundle's own hands, on 0.1.0's own list.
fetch_old_wheels() (
  set -e
  die() { printf '%s\n' "$*" >&2; exit 1; }
  PYTHON=python3 VOICE_TOO=
  WORK=$(mktemp -d)
  trap 'rm -rf "$WORK"' EXIT
  # shellcheck source=systemd/bundle.sh
  . "$REPO/systemd/bundle.sh"
  "$PYTHON" -m venv "$WORK/venv"
  cd "$ROOT/root/old"
  wheels "$1" "$2" "$3"
)

# 0.1.0 as its own setup.sh leaves it, in a paused meeting.
an_old_box() {
  local old
  old=$(git -C "$REPO" log --format=%H -S'version = "0.1.0"' -- pyproject.toml | sed -n 1p)~1
  mkdir -p "$ROOT/root/old" "$ROOT/opt/tidtager" "$ROOT/var/lib/tidtager"
  git -C "$REPO" archive "$old" | tar -C "$ROOT/root/old" -x
  old_wheels "$1" "$2"
  # Debian's packages and the user by today's install: 0.1.0's own builds PyAudio with a compiler,
  # which is not what is tried here.
  inside sh -c 'cd /root/bundle && ./setup.sh install' >"$BASE/old.log" 2>&1
  inside systemctl stop tidtager.service tidtager-update.path
  rm -f "$ROOT"/etc/systemd/system/tidtager* "$ROOT"/etc/systemd/system/*.wants/tidtager*
  rm -rf "$ROOT/usr/local/bin/tidtager" "$ROOT/opt/tidtager/current" "$ROOT/opt/tidtager/releases"
  (cd "$ROOT/root/old" && cp -a --no-preserve=ownership content device speech systemd pyproject.toml \
    constraints.txt LICENSE README.md setup.sh "$ROOT/opt/tidtager/")
  check "0.1.0 is installed with what it was pinned to" inside sh -c '
    set -e
    cd /opt/tidtager
    python3 -m venv --system-site-packages .venv
    .venv/bin/python -m pip install --no-index --no-deps /root/old-wheels/*.whl
    .venv/bin/python -m pip install --no-index --no-deps --no-build-isolation --editable .
    install -m 644 systemd/tidtager.service /etc/systemd/system/
    install -d -o tidtager -g tidtager -m 700 /var/lib/tidtager'
  rm -rf "$ROOT"/var/lib/tidtager/*
  install -m 644 "$REPO/tests/device/memory/journals/paused.db" "$ROOT/var/lib/tidtager/journal.db"
  inside chown tidtager:tidtager /var/lib/tidtager/journal.db
  inside systemctl daemon-reload
  inside systemctl enable --quiet --now tidtager.service
  sleep 5
  check "0.1.0 runs, in a paused meeting" runs_from /opt/tidtager/.venv
}

in_system() {
  unshare --mount --propagation private --pid --net --fork --kill-child "$SELF" --enter "$ROOT" "$@"
}

# Under an emulator there is no systemd, but everything else.
in_chroot() {
  files >"$BASE/before"
  check "installed without a network" in_system sh -c 'cd /root/bundle && ./setup.sh install'
  check "it is the Pi's processor" in_system sh -c 'uname -m | grep aarch64'
  check "the program starts" in_system tidtager --help
  check "it speaks" in_system tidtager say "Goddag, og velkommen til mødet." --wav /tmp/hej.wav
  check "it hears what it said" in_system sh -c \
    'espeak-ng -v da -w /tmp/start.wav "Tidtager, start mødet." && tidtager hear /tmp/start.wav | grep start'
  check "a short meeting in the virtual room comes to its end" in_system sh -c '
    cat >/tmp/plan.yaml <<PLAN
form: egen dagsorden
deltagere: [Anna, Bo, Carla]
dagsorden:
  - talerunde: {spørgsmål: Hvad fylder mest?, taletid: 15 sekunder}
  - afslutning: {tid: 5 minutter, aftaler: [Hvornår ses vi igen?]}
PLAN
    cd /tmp && tidtager demo --plan plan.yaml --out /tmp/demo'
  tail -n 8 "$BASE/check.log"
  check "a second install takes no time" in_system sh -c 'cd /root/bundle && ./setup.sh install'
  check "uninstalled" in_system sh -c 'cd /root/bundle && ./setup.sh uninstall'
  check "nothing is left" nothing_left
}
