"""The units and what goes with them: hardened, without faults, and doing what they say."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.bench.soak import of_the_unit
from tests.systemd.figures import compiled, exposure, started

ROOT = Path(__file__).parents[2]
UNITS = ROOT / "systemd"
SERVICES = sorted(unit.name for unit in UNITS.glob("*.service"))
SCRIPTS = ["setup.sh", "systemd/back-off", "systemd/mount-stick", "tests/bare/run", "tests/pi/run"]


def needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"this machine has no {tool}")


def run(*command: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, **more},
    )  # fmt: skip


@needs("systemd-analyze")
@pytest.mark.parametrize("unit", SERVICES)
def test_a_unit_gives_away_no_more_than_it_must(unit: str) -> None:
    assert exposure(UNITS / unit) <= 1.5


def test_a_box_is_ready_at_once(tmp_path: Path) -> None:
    env = compiled(tmp_path)
    started(tmp_path, env)  # the machine reads the files
    assert started(tmp_path, env).processor <= 2.0, "whatever else the machine does meanwhile"


@needs("systemd-analyze")
def test_systemd_finds_no_fault_in_any_unit(tmp_path: Path) -> None:
    for unit in UNITS.glob("tidtager*"):
        text = unit.read_text(encoding="utf-8")
        for program in re.findall(r"^Exec\w+=(\S+)", text, re.MULTILINE):
            there = tmp_path / program.lstrip("/")
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_text("#!/bin/sh\n")
            there.chmod(0o755)
        name = unit.name.replace("@.", "@sda1.")
        (tmp_path / name).write_text(text.replace("/opt/", f"{tmp_path}/opt/"), encoding="utf-8")
    found = run("systemd-analyze", "verify", "--man=no", *sorted(tmp_path.glob("tidtager*")))
    ours = [line for line in found.stderr.splitlines() if "tidtager" in line]
    assert not ours
    (tmp_path / "tidtager.service").write_text("[Service]\nExecStart=/nowhere\nNoSuchThing=1\n")
    assert run("systemd-analyze", "verify", "--man=no", tmp_path / "tidtager.service").stderr


def settings(unit: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (UNITS / unit).read_text(encoding="utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("unit", SERVICES)
def test_no_unit_reaches_a_network_or_leaves_memory_on_a_disk(unit: str) -> None:
    has = settings(unit)
    for name, value in (
        ("PrivateNetwork", "yes"),
        ("RestrictAddressFamilies", "AF_UNIX"),
        ("IPAddressDeny", "any"),
        ("LimitCORE", "0"),
        ("MemorySwapMax", "0"),
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
    ):
        assert has[name] == [value], name


def test_the_box_never_gives_up_and_is_told_that_it_must_live() -> None:
    has = settings("tidtager.service")
    assert has["Restart"] == ["always"]
    assert has["StartLimitIntervalSec"] == ["0"]
    assert has["Type"] == ["notify"]
    assert float(has["WatchdogSec"][0]) > 0
    assert has["DevicePolicy"] == ["closed"]
    assert "PrivateDevices" not in has, "it would hide /dev/snd"
    assert "ProtectClock" not in has, "it breaks USB sound"


def test_the_soak_hands_memory_out_as_the_box_does() -> None:
    told = [f"{name}={value}" for name, value in of_the_unit().items()]
    assert " ".join(told) in settings("tidtager.service")["Environment"]
    assert "MALLOC_ARENA_MAX" in of_the_unit()


def test_the_box_asks_to_be_switched_off_where_systemd_looks() -> None:
    [asked] = settings("tidtager-off.path")["PathExists"]
    assert f"TIDTAGER_OFF={asked}" in settings("tidtager.service")["Environment"]
    assert settings("tidtager-off.service")["ExecStartPre"] == [f"/usr/bin/rm -f {asked}"]


def in_its_place(folder: Path, name: str, script: str) -> Path:
    """A program of that name in `folder`, in the place of the system's own."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return folder


def test_a_box_that_ends_at_once_is_tried_ever_less_often_and_for_ever(tmp_path: Path) -> None:
    slept = tmp_path / "slept"
    tools = in_its_place(tmp_path / "bin", "sleep", f'echo "$1" >>{slept}')
    for _ in range(12):
        # the clock stands still, while the script counts its own waiting in
        seconds, *_ = Path("/proc/uptime").read_text().split(".")
        before = tmp_path / "starts"
        if before.exists():
            _, tries = before.read_text().split()
            before.write_text(f"{seconds} {tries}\n")
        done = run(
            UNITS / "back-off",
            PATH=f"{tools}:{os.environ['PATH']}", RUNTIME_DIRECTORY=str(tmp_path),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert slept.read_text().split() == ["1", "2", "4", "8", "16", "32", "60", "60", "60", "60"]


@pytest.mark.parametrize(
    "left", ["1 9\n", "", "rubbish", "1 2 3"], ids=["long ago", "empty", "rubbish", "three"]
)
def test_after_a_good_while_it_is_tried_at_once(tmp_path: Path, left: str) -> None:
    (tmp_path / "starts").write_text(left)
    tools = in_its_place(tmp_path / "bin", "sleep", "exit 9")
    if left.startswith("1") and float(Path("/proc/uptime").read_text().split()[0]) < 130:
        pytest.skip("this machine has only just started")
    done = run(
        UNITS / "back-off",
        PATH=f"{tools}:{os.environ['PATH']}", RUNTIME_DIRECTORY=str(tmp_path),
    )  # fmt: skip
    assert done.returncode == 0
    assert (tmp_path / "starts").read_text().split()[1] == "1"


@pytest.mark.parametrize(
    ("type_", "options"),
    [
        ("vfat", "nosuid,nodev,noexec,noatime,umask=0077,flush,utf8"),
        ("exfat", "nosuid,nodev,noexec,noatime,umask=0077"),
        ("ntfs", "nosuid,nodev,noexec,noatime,umask=0077"),
    ],
)
def test_a_stick_is_mounted_for_the_boxs_user_alone(
    tmp_path: Path, type_: str, options: str
) -> None:
    tools = in_its_place(tmp_path / "bin", "blkid", f"echo {type_}")
    in_its_place(tools, "systemd-mount", 'echo "$@"')
    done = run(UNITS / "mount-stick", "/dev/sda1", PATH=f"{tools}:{os.environ['PATH']}")
    words = done.stdout.split()
    assert words[-2:] == ["/dev/sda1", "/media/tidtager"]
    assert {"--owner=tidtager", "--collect", "--no-block", f"--type={type_}"} <= set(words)
    assert f"--options={options}" in words


def test_linuxs_own_file_system_keeps_its_owners(tmp_path: Path) -> None:
    tools = in_its_place(tmp_path / "bin", "blkid", "echo ext4")
    in_its_place(tools, "systemd-mount", 'echo "$@"')
    done = run(UNITS / "mount-stick", "/dev/sda1", PATH=f"{tools}:{os.environ['PATH']}")
    words = done.stdout.split()
    assert words[-2:] == ["/dev/sda1", "/media/tidtager"]
    assert "--options=nosuid,nodev,noexec,noatime" in words
    assert not [word for word in words if word.startswith("--owner")]


@pytest.mark.parametrize("script", ["echo btrfs", "exit 2"], ids=["another kind", "none at all"])
def test_a_stick_that_no_facilitator_has_is_left_alone(tmp_path: Path, script: str) -> None:
    tools = in_its_place(tmp_path / "bin", "blkid", script)
    in_its_place(tools, "systemd-mount", "echo mounted")
    done = run(UNITS / "mount-stick", "/dev/sda1", PATH=f"{tools}:{os.environ['PATH']}")
    assert (done.returncode, done.stdout) == (0, "")
    assert "a stick has FAT32, exFAT, NTFS or ext4" in done.stderr


def by_box_sh(tmp_path: Path, commands: str, **tools: str) -> subprocess.CompletedProcess[str]:
    """What functions of box.sh do, with its places in `tmp_path`."""
    for name, script in tools.items():
        in_its_place(tmp_path / "bin", name, script)
    places = "\n".join(
        f"{name}={tmp_path / file}"
        for name, file in (("OVERLAY", "overlay"), ("STATE", "state"), ("VOICE", "voice"),
                           ("VOICE_UNIT", "unit.d/voice.conf"))
    )  # fmt: skip
    script = f"""set -euo pipefail
        say() {{ echo "$*"; }}; die() {{ echo "$*" >&2; exit 1; }}
        . {UNITS / "box.sh"}
        {places}
        {commands}"""
    return run("bash", "-c", script, PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}")


def test_a_read_only_system_needs_a_partition_that_is_not(tmp_path: Path) -> None:
    done = by_box_sh(tmp_path, "needs_own_partition; read_only", mountpoint="exit 1")
    assert done.returncode == 1
    assert "must be a partition of its own" in done.stderr
    assert not (tmp_path / "overlay").exists()
    done = by_box_sh(tmp_path, "needs_own_partition; read_only", mountpoint="exit 0")
    assert done.returncode == 0
    assert (tmp_path / "overlay").read_text() == 'overlayroot="tmpfs:recurse=0"\n'


def test_a_voice_is_kept_for_the_box_and_taken_away_again(tmp_path: Path) -> None:
    (tmp_path / "da.onnx").write_text("a voice")
    done = by_box_sh(tmp_path, f"take_voice {tmp_path}/da.onnx")
    assert "with its .onnx.json beside it" in done.stderr
    (tmp_path / "da.onnx.json").write_text("{}")
    assert by_box_sh(tmp_path, f"take_voice {tmp_path}/da.onnx; place_voice").returncode == 0
    assert (tmp_path / "voice/voice.onnx").read_text() == "a voice"
    unit = (tmp_path / "unit.d/voice.conf").read_text()
    assert f"Environment=TIDTAGER_VOICE={tmp_path}/voice/voice.onnx" in unit
    assert by_box_sh(tmp_path, "take_voice none; place_voice").returncode == 0
    assert not (tmp_path / "voice").exists()
    assert not (tmp_path / "unit.d").exists()


@needs("shellcheck")
@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_have_no_known_faults(script: str) -> None:
    found = subprocess.run(
        ["shellcheck", "-x", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert not found.stdout


def test_what_install_puts_elsewhere_is_there_to_be_put() -> None:
    places = re.search(r"PLACES=\((.*?)\)", (UNITS / "box.sh").read_text(), re.DOTALL)
    assert places
    for place in places[1].split():
        assert (UNITS / place.split(":")[1]).is_file(), place
