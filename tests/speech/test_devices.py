import os
import threading

import pytest

from speech.devices import quiet_stderr


def test_two_threads_at_once_are_quiet_and_leave_stderr_as_it_was(
    capfd: pytest.CaptureFixture[str],
) -> None:
    first_in, second_out = threading.Event(), threading.Event()

    def first() -> None:
        with quiet_stderr():
            first_in.set()
            second_out.wait(10)
            os.write(2, b"chatter\n")

    thread = threading.Thread(target=first)
    thread.start()
    assert first_in.wait(10)
    with quiet_stderr():
        os.write(2, b"chatter\n")
    second_out.set()
    thread.join()
    os.write(2, b"a word\n")
    assert capfd.readouterr().err == "a word\n"
