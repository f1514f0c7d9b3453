"""A cluster of scripts/local-cluster for a test, and Slurm jobs on it.

    import cluster

    def setUpModule():
        cluster.up(hosts=3)

    class Batch(cluster.ClusterTest):
        def test_a_job(self):
            outcome = self.batch("mpirun hostname", "--ntasks=2")

Every test file has a cluster of its own, that ends with it, whatever ends it. Programs are started in the build
folder, which all hosts share.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import driver

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = ROOT / "scripts" / "local-cluster"
STATE = driver.BUILD / "tests" / "clusters" / pathlib.Path(sys.argv[0]).stem
ENVIRONMENT = {"QUADRILLE_CLUSTER": str(STATE)}


def tool(*words, timeout=120, folder=driver.BUILD):
    """Runs scripts/local-cluster; returns a driver.Outcome."""
    return driver.run([TOOL, *words], environment=ENVIRONMENT, timeout=timeout, folder=folder)


def must(*words, **options):
    """Likewise, for what only prepares a test."""
    outcome = tool(*words, **options)
    if outcome.status != 0:
        raise AssertionError(outcome)
    return outcome


def up(hosts, *options):
    """Starts the cluster of this test file. It ends with the file's tests, or when this process is gone."""
    tool("down")
    ours = subprocess.Popen(
        [TOOL, "up", str(hosts), "--share", driver.BUILD, "--until-eof", *options],
        env={**driver.base_environment(), **ENVIRONMENT}, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    unittest.addModuleCleanup(ours.stdin.close)
    unittest.addModuleCleanup(tool, "down")
    said = ours.stdout.read()
    ours.stdout.close()
    if ours.wait(timeout=60) != 0:
        raise AssertionError(said)


def run(*command, on="h0", timeout=120, folder=driver.BUILD):
    """Runs a command on a host; returns a driver.Outcome."""
    return tool("run", "--on", on, *map(str, command), timeout=timeout, folder=folder)


def shell(script, **options):
    """Runs a line of bash on h0."""
    return run("bash", "-c", script, **options)


def result_text(document):
    """The text of `result`: what must not depend on the processes, to the byte."""
    return document[document.index('"result"') : document.index('"run"')]


class ClusterTest(driver.ProgramTest):
    """Tests with a shared folder of their own, `self.folder`, in which the programs are `./integrate` and so on."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=driver.BUILD / "tests"))
        self.addCleanup(shutil.rmtree, self.folder)
        for program in ("integrate", "simulate"):
            os.symlink(driver.BUILD / program, self.folder / program)

    def done(self, *command, **options):
        """Runs a command on a host in self.folder; it must return 0."""
        outcome = run(*command, folder=self.folder, **options)
        self.assertEqual(outcome.status, 0, outcome)
        return outcome

    def submit(self, *options_and_script):
        """The number of a new batch job."""
        return self.done("sbatch", "--parsable", *options_and_script).stdout.strip()

    def wait_for(self, job, states, timeout=120, meanwhile=":"):
        """Waits until every job (or task of the array) is in one of the states, and returns them in order."""
        script = (
            f"until states=$(scontrol show job -o {job} | grep -o ' JobState=[A-Z_]*' | cut -d= -f2) &&"
            f" ! grep -qvE '^({states})$' <<<\"$states\"; do {meanwhile}; sleep 0.2; done; echo $states"
        )
        return self.done("timeout", timeout, "bash", "-c", script, timeout=timeout + 30).stdout.split()

    def finish(self, job, timeout=120):
        """Waits for the end of a job, whatever it is, and returns the states of its tasks.

        Slurm lets a job that was requeued wait for two minutes; here some seconds must do. At once would be too
        soon: Slurm takes a late word about the end of the first start for the end of the second.
        """
        soon = f"grep -q PENDING <<<\"$states\" && sleep 4 && scontrol update JobId={job} StartTime=now 2>/dev/null"
        return self.wait_for(job, "COMPLETED|FAILED|TIMEOUT|CANCELLED|NODE_FAIL", timeout, soon)

    def batch(self, body, *options, timeout=120):
        """Runs lines of bash as a batch job; returns its state, and what it wrote."""
        script = self.folder / "job.sh"
        script.write_text(f"#!/usr/bin/env bash\n{body}\n", encoding="utf-8")
        job = self.submit("--output=job.log", *options, script)
        return self.finish(job, timeout)[0], (self.folder / "job.log").read_text(encoding="utf-8")
