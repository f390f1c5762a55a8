# shellcheck shell=bash
# Sourced by tests/bare/run and tests/pi/run: bare systems, and how this host reaches what they need.
# $REPO is the repository, $BASE the folder for all that is made.

say() { printf '%s: %s\n' "$NAME" "$*"; }
skip() { printf '%s: skipped: %s\n' "$NAME" "$*" >&2; exit 77; }

# The first URI that this host's apt has for what is labelled so.
apt_uri() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Label: $1" 'Component: main' |
    grep -E '^https?:' | sed -n 1p
}

# How this host reaches pip's packages, as words for env; certificates lie where enter() puts them.
pip_ways() {
  local index
  env -0 | grep -zE '^(PIP_(INDEX_URL|EXTRA_INDEX_URL|TRUSTED_HOST|PROXY|DEFAULT_TIMEOUT|RETRIES)|[a-z]+_proxy|[A-Z]+_PROXY)=' || true
  if [ -z "${PIP_INDEX_URL:-}" ]; then
    index=$(python3 -m pip config get global.index-url 2>/dev/null || true)
    [ -z "$index" ] || printf 'PIP_INDEX_URL=%s\0' "$index"
  fi
  [ ! -e "$1/etc/host-certificates.crt" ] ||
    printf '%s\0' PIP_CERT=/etc/host-certificates.crt SSL_CERT_FILE=/etc/host-certificates.crt
}

# make_system SUITE ROOT [NAME [debootstrap's options]]: a fresh system of the suite, with this
# repository in it; NAME is what its archive is kept as.
make_system() {
  local suite=$1 root=$2 name=${3:-$1} mirror security certificates
  shift $(($# > 3 ? 3 : $#))
  apt-get update -qq || true  # without the lists nobody knows the mirror
  mirror=$(apt_uri Debian) || skip "this host's apt names no Debian mirror"
  security=$(apt_uri Debian-Security) || security=
  mkdir -p "$BASE"
  if [ ! -e "$BASE/$name.tar" ]; then
    say "debootstrap $name from $mirror"
    rm -rf "$root"
    debootstrap --variant=minbase --include="${INCLUDE:-python3}" "$@" "$suite" "$root" "$mirror" \
      >"$BASE/$name-debootstrap.log" 2>&1 ||
      { tail -n 3 "$BASE/$name-debootstrap.log" >&2; return 1; }
    tar -C "$root" -cf "$BASE/$name.tar.part" . && mv "$BASE/$name.tar.part" "$BASE/$name.tar"
  fi
  rm -rf "$root"
  mkdir -p "$root"
  tar -C "$root" -xf "$BASE/$name.tar"
  echo "deb $mirror $suite main" >"$root/etc/apt/sources.list"
  [ -z "$security" ] || echo "deb $security $suite-security main" >>"$root/etc/apt/sources.list"
  apt-config dump | grep -E '^Acquire::https?::' >"$root/etc/apt/apt.conf.d/90host" || true
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null || true
  certificates=${PIP_CERT:-${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}}
  [ ! -f "$certificates" ] || cp -L "$certificates" "$root/etc/host-certificates.crt"
  git clone --quiet --no-hardlinks "file://$REPO" "$root/root/tidtager"
}

# Within namespaces of its own, so that every mount and every process ends with it.
enter() {
  local root=$1 ways=()
  shift
  mkdir -p "$BASE/cache/pip" "$BASE/cache/apt-$(basename "$root")/partial"
  mkdir -p "$root/var/cache/pip"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs tmpfs "$root/dev/shm"
  mount --bind "$BASE/cache/pip" "$root/var/cache/pip"
  mount --bind "$BASE/cache/apt-$(basename "$root")" "$root/var/cache/apt/archives"
  mapfile -d '' ways < <(pip_ways "$root")
  chroot "$root" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM="${TERM:-dumb}" \
    PIP_CACHE_DIR=/var/cache/pip "${ways[@]}" sh -c 'cd /root/tidtager && exec "$@"' sh "$@"
}

