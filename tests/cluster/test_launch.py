"""The programs on several hosts give the bits that one process gives, however they are launched."""

import concurrent.futures
import json
import subprocess
import time

import cluster
import driver

JOBS = {
    "integrate": ["./integrate", "exp(-x^2)", "--sizes", "1e2:1e6:log9", "--repeats", "5", "--seed", "7"],
    "simulate": ["./simulate", "--draws", "3e5", "--seed", "7"],
}


def setUpModule():
    cluster.up(3)


class Launch(cluster.ClusterTest):
    def assert_same(self, text, command, processes, hosts=("h1", "h2")):
        """`text` is the JSON of `command` on so many processes and these hosts, with the result of one process."""
        document = json.loads(text)
        self.assertEqual(document["run"]["processes"], processes)
        self.assertEqual(set(document["run"]["hosts"]), set(hosts))
        alone = self.assert_done([*command, "--format", "json"]).stdout
        self.assertEqual(cluster.result_text(text), cluster.result_text(alone))

    def test_mpirun_over_two_hosts(self):
        for name, command in JOBS.items():
            for schedule in ("static", "dynamic"):
                with self.subTest(name, schedule=schedule):
                    launched = ["mpirun", "--host", "h1:2,h2:2", *command, "--schedule", schedule]
                    outcome = self.done(*launched, "--format", "json", "--quiet")
                    self.assert_same(outcome.stdout, command, 4)

    def test_mpirun_over_a_slow_network(self):
        cluster.must("link", "2ms")
        self.addCleanup(cluster.must, "link", "0")
        command = JOBS["simulate"]
        for schedule in ("static", "dynamic"):
            launched = ["mpirun", "--host", "h1:1,h2:1,h3:1", *command, "--schedule", schedule]
            outcome = self.done(*launched, "--format", "json", "--quiet")
            self.assert_same(outcome.stdout, command, 3, ("h1", "h2", "h3"))

    def test_a_host_that_is_cut_off_is_left_by_its_ranks(self):
        """Also where mpirun's daemon there notices nothing, because it has always something under way to mpirun."""
        chatter = "while sleep 0.1; do echo; done & exec ./integrate --sizes 1e12 --seed 1 --yes --quiet"
        keepalive = "--mca oob_tcp_keepalive_time 3 --mca oob_tcp_keepalive_intvl 1 --mca oob_tcp_keepalive_probes 3"
        job = subprocess.Popen(
            [cluster.TOOL, "run", "mpirun", *keepalive.split(), "--host", "h1:2,h2:2", "bash", "-c", chatter],
            env={**driver.base_environment(), **cluster.ENVIRONMENT}, cwd=self.folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.wait_for_ranks("h1", 2, 60)
        time.sleep(3)
        cluster.must("cut", "h1")
        self.addCleanup(cluster.must, "heal", "h1")
        self.wait_for_ranks("h1", 0, 60)
        job.communicate(timeout=60)
        self.assertNotEqual(job.returncode, 0)

    def test_folders_that_a_host_does_not_see_are_refused_before_any_work(self):
        """They wait for half a minute, since NFS may show a name late; so both at once."""
        own = self.folder / "own"
        own.mkdir()
        self.done("mount", "-t", "tmpfs", "none", str(own), on="h2")
        self.addCleanup(self.done, "umount", str(own), on="h2")
        work = ["mpirun", "--host", "h1:2,h2:2", "./simulate", "--draws", "1e6"]
        with concurrent.futures.ThreadPoolExecutor() as threads:
            for outcome in threads.map(
                lambda option: cluster.run(*work, option[0], str(own / option[1])),
                (("--output", "draws.csv"), ("--journal", "journal")),
            ):
                self.assertEqual((outcome.status, outcome.stdout), (2, ""), outcome)
                self.assertIn("host h2 does not see", outcome.stderr)
                self.assertIn("folder that all hosts share", outcome.stderr)

    def wait_for_ranks(self, host, count, seconds):
        deadline = time.monotonic() + seconds
        while (found := cluster.run("pgrep", "-c", "integrate", on=host).stdout.strip()) != str(count):
            self.assertLess(time.monotonic(), deadline, f"{found} ranks on {host}")
            time.sleep(0.5)

    def test_srun_with_pmix(self):
        for name, command in JOBS.items():
            with self.subTest(name):
                launched = ["srun", "--mpi=pmix", "-N2", "-n4", "--nodelist=h1,h2", *command]
                outcome = cluster.run(*launched, "--format", "json", "--quiet")
                if "Segmentation fault" in outcome.stderr:  # in MPI_Init, at times: slurm/README.md
                    outcome = cluster.run(*launched, "--format", "json", "--quiet")
                self.assertEqual(outcome.status, 0, outcome)
                self.assert_same(outcome.stdout, command, 4)

    def test_a_batch_job_on_two_hosts(self):
        for name, command in JOBS.items():
            with self.subTest(name):
                line = " ".join(f"'{word}'" for word in ["mpirun", *command, "--output", "result.json"])
                said = self.batch(line, "-N2", "-n4", "--nodelist=h1,h2")
                self.assertEqual(said[0], "COMPLETED", said)
                self.assert_same((self.folder / "result.json").read_text(encoding="utf-8"), command, 4)

    def test_a_program_alone_in_a_batch_job_of_several_tasks_is_refused(self):
        for program in JOBS:
            state, said = self.batch(f"./{program} --seed 1", "-N2", "-n2")
            self.assertEqual(state, "FAILED", said)
            self.assertIn("Slurm reserved 2 tasks", said)
            self.assertEqual(len(said.splitlines()), 1, said)

    def test_srun_that_starts_copies_is_refused(self):
        outcome = cluster.run("srun", "-N2", "-n2", "./simulate", "--seed", "1")
        self.assertEqual(outcome.status, 2, outcome)
        self.assertEqual(outcome.stdout, "")
        self.assertIn("srun started 2 separate copies", outcome.stderr)


if __name__ == "__main__":
    driver.main()
