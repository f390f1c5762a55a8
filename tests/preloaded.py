"""C to go before the system's own, by LD_PRELOAD: a sound card of one rate, a clock that jumps."""

import shutil
import subprocess
from pathlib import Path

ONE_RATE = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
int snd_pcm_hw_params_set_rate_near(void *pcm, void *params, unsigned *rate, int *dir) {
  static int (*real)(void *, void *, unsigned *, int *);
  if (!real) real = dlsym(dlopen("libasound.so.2", RTLD_LAZY | RTLD_NOLOAD), __func__);
  *rate = atoi(getenv("RATE"));
  return *rate ? real(pcm, params, rate, dir) : 0;
}
"""
"""Each device of ALSA has the rate RATE (Hz) and no other; 0: it refuses any. Python keeps
libasound to the module that brings it: RTLD_NEXT would find nothing, and to call that crashes."""


def no_compiler() -> str:
    """Why this machine can't; empty where it can."""
    return "" if shutil.which("gcc") else "this machine has no C compiler"


def preloaded(folder: Path, name: str, source: str) -> str:
    """The library that is made of `source`, for LD_PRELOAD."""
    (folder / f"{name}.c").write_text(source, encoding="ascii")
    subprocess.run(
        ["gcc", "-shared", "-fPIC", "-o", f"{name}.so", f"{name}.c", "-ldl"], cwd=folder, check=True
    )
    return str(folder / f"{name}.so")
