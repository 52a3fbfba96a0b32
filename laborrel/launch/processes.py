"""The programs one run has started: watched together, stopped together, and nothing else is touched."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 20  # seconds a program may take to finish its request or job before it is ended
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Somebody asked the run to stop."""


@dataclass
class Program:
    """One started program and the file its output goes to."""

    name: str
    process: "subprocess.Popen[bytes]"
    log: Path

    def is_alive(self) -> bool:
        return self.process.poll() is None

    def last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-25:])


@dataclass
class Programs:
    """What this run has started, in order."""

    logs: Path
    running: list[Program] = field(default_factory=list)

    def start(self, name: str, command: Sequence[str], *, environment: Mapping[str, str], directory: Path) -> Program:
        """Start a program in a session of its own: Ctrl-C reaches only the launcher, which stops it in order."""
        self.logs.mkdir(parents=True, exist_ok=True)
        log = self.logs / f"{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                env=dict(environment),
                cwd=directory,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        program = Program(name, process, log)
        self.running.append(program)
        return program

    def wait_for_an_end(self) -> Program:
        """Return the first program that ends by itself."""
        while True:
            for program in self.running:
                if not program.is_alive():
                    return program
            time.sleep(0.3)

    def stop(self) -> None:
        """End every program started here, politely first; each one's own children go with it."""
        for program in self.running:
            if program.is_alive():
                program.process.terminate()
        until = time.monotonic() + PATIENCE
        for program in self.running:
            try:
                program.process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(program.process.pid, signal.SIGKILL)
                program.process.wait()
        self.running.clear()


def raise_when_asked_to_stop() -> None:
    """From now on Ctrl-C, a closed terminal and a polite kill all unwind through the same door."""

    def ask(_number: int, _frame: object) -> None:
        ignore_requests_to_stop()  # the second Ctrl-C must not cut the stopping short
        raise Stopped

    for number in STOPPING:
        signal.signal(number, ask)


def ignore_requests_to_stop() -> None:
    """While everything is being stopped, further requests change nothing."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)
