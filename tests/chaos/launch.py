"""A command on so many processes and hosts, by mpirun here, by mpirun over hosts, or by Slurm."""

import pathlib
import re
import signal
import subprocess
import time

import driver
from machine import TOOL

# Without these a cut cable is not noticed in minutes: slurm/README.md.
KEEPALIVE = ["--mca", "oob_tcp_keepalive_time", "3", "--mca", "oob_tcp_keepalive_intvl", "1",
             "--mca", "oob_tcp_keepalive_probes", "3"]  # fmt: skip


def names(count):
    return [f"h{k}" for k in range(1, count + 1)]


class MpiRun:
    """`mpirun`, on this machine itself (hosts 0) or from `at` over the hosts h1, h2, .."""

    def __init__(self, place, folder, command, processes, hosts, at="h0"):
        self.hosts = names(hosts)
        self.begun = time.monotonic()
        self.errors = pathlib.Path(folder) / f"stderr-{time.monotonic_ns()}"
        if hosts:
            # Every host has ranks: mpirun waits for minutes for the daemon of one that has none and is lost.
            slots = [processes // hosts + (k < processes % hosts) for k in range(hosts)]
            where = ",".join(f"{name}:{count}" for name, count in zip(self.hosts, slots, strict=True))
            words = [str(TOOL), "run", "--on", at, "mpirun", "--quiet", *KEEPALIVE, "--host", where]
        else:
            words = ["mpirun", "--quiet"]
        with open(self.errors, "w", encoding="utf-8") as errors:
            self.process = subprocess.Popen(
                [*words, "-np", str(processes), *command], cwd=folder, env=place.environment(),
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True,
            )  # fmt: skip

    def is_running(self):
        return self.process.poll() is None

    def wake(self):
        """nsenter, which has led mpirun to its host, stops with it, and does not notice when it is killed."""
        if self.is_running():
            self.process.send_signal(signal.SIGCONT)

    def wait(self, seconds):
        """Whether it ends in time."""
        try:
            self.process.wait(timeout=max(0.1, seconds))
        except subprocess.TimeoutExpired:
            return False
        return True

    @property
    def status(self):
        return self.process.returncode

    def end(self):
        if self.is_running():
            self.process.kill()
            self.process.wait()

    def said(self):
        return self.errors.read_text(encoding="utf-8", errors="replace")


class Batch:
    """A batch job of Slurm. Its own exit status is nobody's: what the journal says counts."""

    status = None

    def __init__(self, place, folder, command, processes, hosts):
        self.place = place
        self.hosts = names(hosts)
        self.begun = time.monotonic()
        self.errors = pathlib.Path(folder) / f"stderr-{time.monotonic_ns()}"
        script = pathlib.Path(folder) / "job.sh"
        line = " ".join(f"'{word}'" for word in command)
        script.write_text(f"#!/usr/bin/env bash\nexec mpirun --quiet -np {processes} {line}\n", encoding="utf-8")
        self.number = driver.run(
            [TOOL, "run", "sbatch", "--parsable", "--requeue", f"-N{hosts}", f"-n{processes}",
             f"--nodelist={','.join(self.hosts)}", f"--output={folder}/stdout", f"--error={self.errors}", script],
            environment=place.environment(), folder=folder,
        ).stdout.strip()  # fmt: skip

    def state(self):
        """PENDING, RUNNING, COMPLETING, COMPLETED ..."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            said = self.place.tool("run", "scontrol", "show", "job", "-o", self.number, check=False).stdout
            if found := re.search(r"JobState=(\w+)", said):
                return found[1]
            time.sleep(0.5)
        raise RuntimeError(f"Slurm says nothing of job {self.number!r}")

    def is_running(self):
        return self.state() in ("RUNNING", "COMPLETING", "CONFIGURING", "PENDING")

    def wait_for_slurm(self, seconds):
        """Until Slurm knows that the job runs no more."""
        deadline = time.monotonic() + seconds
        while self.state() in ("RUNNING", "COMPLETING") and time.monotonic() < deadline:
            time.sleep(1)

    def wait(self, seconds):
        """Whether the job ends in time, or waits in the queue again, where it ends."""
        self.wait_for_slurm(seconds)
        in_time = self.state() not in ("RUNNING", "COMPLETING")
        self.end()
        return in_time

    def end(self):
        self.place.tool("run", "scancel", self.number, check=False)

    def said(self):
        return self.errors.read_text(encoding="utf-8", errors="replace") if self.errors.exists() else ""
