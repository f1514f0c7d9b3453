"""Processes of a trial, wherever they run, and the cluster and disk that a worker has for its trials."""

import dataclasses
import os
import pathlib
import shutil
import signal
import subprocess
import time

import driver

TOOL = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "local-cluster"
PROGRAMS = ("integrate", "simulate")
LAUNCHERS = ("mpirun", "orted")
DISK = "6g"  # as long as it is not full


@dataclasses.dataclass(frozen=True)
class Process:
    number: int
    name: str
    words: list
    host: str  # "" for this machine itself

    def send(self, number):
        try:
            os.kill(self.number, number)
        except ProcessLookupError:
            pass


@dataclasses.dataclass
class Place:
    """A folder for trials, one after the other; a cluster of three hosts and a small disk go with it."""

    folder: pathlib.Path
    holder: subprocess.Popen = None  # the cluster ends with its standard input
    trial: subprocess.Popen = None  # the one that runs here, or the last

    @property
    def state(self):
        return self.folder / "cluster"

    @property
    def disk(self):
        return self.folder / "disk"

    def up(self):
        """Mounts the disk and starts the cluster."""
        self.disk.mkdir(parents=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", self.disk], check=True)
        self.start_cluster()

    def start_cluster(self):
        self.holder = subprocess.Popen(
            [TOOL, "up", "3", "--cpus", "8", "--share", driver.BUILD, "--share", self.disk, "--until-eof"],
            env=self.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        said = self.holder.stdout.read()
        if self.holder.wait() != 0:
            raise RuntimeError(said)

    def restart(self):
        """A cluster whose trial failed may not be what it was."""
        self.stop_cluster()
        self.start_cluster()

    def stop_cluster(self):
        if self.holder:
            self.holder.stdin.close()
            self.tool("down")

    def end_trial(self):
        if self.trial:
            self.trial.terminate()

    def down(self):
        self.stop_cluster()
        subprocess.run(["umount", self.disk], check=False)

    def environment(self):
        """For all that runs here. Ranks do not yield: one that does, with every message it looks for, gets next to
        nothing where other trials compute."""
        return {**driver.base_environment(), "QUADRILLE_CLUSTER": str(self.state), "OMPI_MCA_mpi_yield_when_idle": "0"}

    def tool(self, *words, check=True):
        """Runs scripts/local-cluster."""
        outcome = driver.run([TOOL, *words], environment=self.environment(), timeout=90)
        if check and outcome.status != 0:
            raise RuntimeError(outcome)
        return outcome

    def hosts(self):
        """{space of process numbers: host} of the running hosts."""
        found = {}
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
                if len(words) > 3 and words[1].endswith("/cluster/host") and words[2] == str(self.state):
                    found[os.readlink(folder / "ns/pid_for_children")] = words[3]
            except OSError:
                pass
        return {space: name for space, name in found.items() if space != os.readlink("/proc/self/ns/pid")}

    def processes_of(self, host):
        """All living processes of a host."""
        return [process for process in self.living() if process.host == host]

    def processes(self, trial, names=PROGRAMS + LAUNCHERS):
        """Living processes of these names: on this place's hosts, or on this machine with the trial's folder among
        their words."""
        named = [process for process in self.living() if process.name in names]
        return [process for process in named if process.host or str(trial) in "\0".join(process.words)]

    def living(self):
        hosts = self.hosts()
        found = []
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                stat = (folder / "stat").read_text()
                name = stat[stat.index("(") + 1 : stat.rindex(")")]
                if stat[stat.rindex(")") + 2] in "ZX":
                    continue
                words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
                host = hosts.get(os.readlink(folder / "ns/pid"), "")
            except (OSError, ValueError):
                continue
            found.append(Process(int(folder.name), name, words, host))
        return sorted(found, key=lambda process: process.number)

    def ranks(self, trial):
        return self.processes(trial, PROGRAMS)

    def wait_for_none(self, trial, seconds, names=PROGRAMS + LAUNCHERS):
        """Waits until no process of the trial and these names is left; returns those that are after `seconds`."""
        deadline = time.monotonic() + seconds
        while (left := self.processes(trial, names)) and time.monotonic() < deadline:
            time.sleep(0.3)
        return left

    def clean(self, trial, keep=False):
        """Kills what is left of a trial, and empties the disk; with `keep` into the trial's folder."""
        for process in self.processes(trial):
            process.send(signal.SIGKILL)
        for path in self.disk.iterdir():
            if keep:
                shutil.move(path, trial)
            elif path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
