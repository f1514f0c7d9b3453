"""The kinds of faults. Each is given the trial and its launch at a random moment of the work, and strikes.

A fault may say what it promises (`statuses`, `sentence`), where it can strike (`needs`), which jobs it is for, and
how what it broke is mended before the job is resumed (`repair`).
"""

import dataclasses
import os
import signal
import time
from collections.abc import Callable

import driver
from machine import DISK


@dataclasses.dataclass(frozen=True)
class Fault:
    strike: Callable
    repair: Callable = lambda trial: None
    needs: str = "mpirun"  # how the job is launched: "mpirun", "hosts" (never on this machine itself) or "slurm"
    disk: str = ""  # what lies on the small disk: "journal" or "output"
    statuses: tuple = ()  # of which the launch must end with one; empty for any
    leaves_daemons: bool = False  # Open MPI's may outlive a fault of the network until it is mended
    leaves_all: bool = False  # what runs there outlives the fault, and ends once it is mended
    is_in_haste: bool = False  # mpirun kills what has not left after a second: too soon on a machine so busy
    sentence: str = ""  # which a line on stderr must hold


def kill_rank(trial):
    trial.pick(trial.ranks()).send(signal.SIGKILL)


def kill_mpirun(trial):
    trial.mpirun().send(signal.SIGKILL)


def stop_rank(trial):
    stop(trial, trial.pick(trial.ranks()))


def stop_mpirun(trial):
    stop(trial, trial.mpirun())


def stop(trial, process):
    """Stops it for some seconds; then it is killed, or goes on."""
    process.send(signal.SIGSTOP)
    time.sleep(trial.random.uniform(1, 4))
    trial.goes_on = trial.random.random() < 0.5
    process.send(signal.SIGCONT if trial.goes_on else signal.SIGKILL)
    trial.launch.wake()


def stop_host(trial):
    """Likewise, of all processes of a host; then it loses power, or goes on."""
    host = trial.pick(trial.launch.hosts)
    processes = trial.place.processes_of(host)
    for process in processes:
        process.send(signal.SIGSTOP)
    time.sleep(trial.random.uniform(1, 4))
    trial.goes_on = trial.random.random() < 0.5
    if trial.goes_on:
        for process in processes:
            process.send(signal.SIGCONT)
        trial.launch.wake()
    else:
        trial.launch.wake()  # it must take note of the end
        crash(trial, host)


def signal_mpirun(number):
    def strike(trial):
        trial.mpirun().send(number)

    return strike


def wait_for_max_time(trial):
    """The job was told when to stop."""
    while trial.launch.is_running():
        time.sleep(0.05)


def kill_slurmd(trial):
    """The daemon alone. Slurm gives the job back to the queue, but cannot end what runs on that host."""
    trial.broken = trial.pick(trial.launch.hosts)
    slurmd(trial, trial.broken).send(signal.SIGKILL)
    trial.launch.wait_for_slurm(60)


def stop_slurmd(trial):
    """For so long that Slurm takes the host for dead, or not; then it is killed, or goes on."""
    host = trial.pick(trial.launch.hosts)
    daemon = slurmd(trial, host)
    daemon.send(signal.SIGSTOP)
    time.sleep(trial.random.uniform(1, 12))
    trial.goes_on = trial.random.random() < 0.5
    if trial.goes_on:
        daemon.send(signal.SIGCONT)
    else:
        daemon.send(signal.SIGKILL)
        trial.broken = host
        trial.launch.wait_for_slurm(60)


def slurmd(trial, host):
    return trial.pick([one for one in trial.place.processes_of(host) if one.name == "slurmd"])


def restart_slurmd(trial):
    """It says what it finds on its host, and Slurm ends that; but not of a job that has been cancelled meanwhile."""
    if trial.broken:
        trial.place.tool("run", "--on", trial.broken, "slurmd")
        trial.broken = None


def requeue(trial):
    trial.place.tool("run", "scontrol", "requeue", trial.launch.number)


def crash(trial, host=None):
    trial.broken = host or trial.pick(trial.launch.hosts)
    trial.place.tool("crash", trial.broken)


def boot(trial):
    if trial.broken:
        trial.place.tool("boot", trial.broken)


def cut(trial):
    trial.broken = trial.pick(trial.launch.hosts)
    trial.place.tool("cut", trial.broken)


def heal(trial):
    trial.place.tool("heal", trial.broken)


def fill_disk(trial):
    """The disk becomes as small as what is on it, whatever is written meanwhile."""
    for _ in range(1000):
        used = os.statvfs(trial.place.disk)
        pages = used.f_blocks - used.f_bfree
        if resize(trial, str(max(1, pages) * used.f_bsize)):
            return
    raise RuntimeError("the disk could not be filled")


def empty_disk(trial):
    resize(trial, DISK)


def resize(trial, size):
    command = ["mount", "-o", f"remount,size={size}", trial.place.disk]
    return driver.run(command).status == 0


ON = {"sentence": "run the same command again to go on"}

MAX_TIME = Fault(wait_for_max_time, statuses=(75,), **ON)

FAULTS = {
    "kill -9 of a rank": Fault(kill_rank),
    "kill -9 of mpirun": Fault(kill_mpirun),
    "a rank is stopped": Fault(stop_rank),
    "mpirun is stopped": Fault(stop_mpirun),
    "SIGTERM": Fault(signal_mpirun(signal.SIGTERM), statuses=(1, 75), is_in_haste=True, **ON),
    "SIGINT": Fault(signal_mpirun(signal.SIGINT), statuses=(1, 75), is_in_haste=True, **ON),
    "SIGUSR1": Fault(signal_mpirun(signal.SIGUSR1), statuses=(75,), **ON),
    "--max-time": MAX_TIME,
    "slurmd is killed": Fault(kill_slurmd, restart_slurmd, "slurm", leaves_all=True),
    "slurmd is stopped": Fault(stop_slurmd, restart_slurmd, "slurm", leaves_all=True),
    "requeue": Fault(requeue, needs="slurm"),
    "a host loses power": Fault(crash, boot, "hosts"),
    "a host is stopped": Fault(stop_host, boot, "hosts"),
    "a cable is cut": Fault(cut, heal, "hosts", leaves_daemons=True),
    "full disk, journal": Fault(fill_disk, empty_disk, disk="journal", statuses=(3,), **ON),
    "full disk, output": Fault(fill_disk, empty_disk, disk="output", statuses=(3,), sentence="make room"),
}
KINDS = list(FAULTS)
SIMPLE = ["kill -9 of a rank", "kill -9 of mpirun", "SIGTERM", "SIGUSR1"]  # for a second strike


def kind_of(number):
    """Of trial `number`: in such an order that a few trials are of many sorts."""
    return KINDS[13 * number % len(KINDS)]
