"""scripts/local-cluster does what it says, and leaves nothing behind."""

import os
import pathlib
import signal
import subprocess
import sys
import time

import cluster
import driver


class LocalCluster(driver.ProgramTest):
    def setUp(self):
        cluster.must("down")
        self.addCleanup(cluster.must, "down")

    def start(self, *words):
        """Starts the tool, and returns its Popen."""
        return driver.start([str(cluster.TOOL), *words], environment=cluster.ENVIRONMENT)

    def assert_no_trace(self):
        self.assertEqual(traces(), [])
        self.assertFalse(cluster.STATE.exists())

    def test_hosts_have_their_own_names_processes_and_folders(self):
        cluster.must("up", "2", "--share", str(driver.BUILD))
        self.assertEqual(cluster.run("hostname", on="h2").stdout, "h2\n")
        self.assertEqual(cluster.run("ssh", "h1", "hostname").stdout, "h1\n")
        cluster.shell("touch /tmp/mine /dev/shm/mine /run/mine")
        for folder in ("/tmp", "/dev/shm", "/run"):
            self.assertEqual(cluster.shell(f"ls {folder}/mine").status, 0)
            self.assertNotEqual(cluster.run("ls", f"{folder}/mine", on="h1").status, 0)
            self.assertFalse(pathlib.Path(folder, "mine").exists())
        self.assertEqual(cluster.run("pgrep", "-c", "slurmd", on="h1").stdout, "1\n")
        self.assertEqual(cluster.run("sh", "-c", "exit 7").status, 7)

    def test_a_second_up_says_what_runs(self):
        cluster.must("up", "1")
        again = cluster.tool("up", "2")
        self.assertEqual(again.status, 1)
        self.assertIn("a cluster is up already: h0, h1", again.stderr)
        self.assertIn("h0, h1", cluster.must("status").stdout)

    def test_down_leaves_no_trace(self):
        cluster.must("up", "2")
        left = subprocess.Popen([cluster.TOOL, "run", "sleep", "1000"], env={**os.environ, **cluster.ENVIRONMENT})
        self.assertNotEqual(traces(), [])
        cluster.must("down")
        left.wait(timeout=10)
        self.assert_no_trace()
        cluster.must("down")
        self.assertEqual(cluster.tool("status").status, 1)

    def test_down_after_the_tool_was_killed(self):
        for delay in (0.1, 0.3, 0.5, 0.9):
            with self.subTest(delay=delay), self.start("up", "2") as up:
                time.sleep(delay)
                os.kill(up.pid, signal.SIGKILL)
                up.communicate()
                cluster.must("down")
                self.assert_no_trace()

    def test_a_cluster_ends_with_its_holder(self):
        with subprocess.Popen(
            [cluster.TOOL, "up", "1", "--until-eof"], env={**os.environ, **cluster.ENVIRONMENT}, stdin=subprocess.PIPE
        ) as up:
            self.assertEqual(up.wait(timeout=60), 0)
            self.assertNotEqual(traces(), [])
        while traces():
            time.sleep(0.05)

    def test_a_crash_and_a_boot(self):
        cluster.must("up", "2")
        cluster.must("crash", "h2")
        self.assertNotEqual(cluster.run("ssh", "-o", "ConnectTimeout=1", "h2", "true").status, 0)
        self.assertEqual(cluster.tool("run", "--on", "h2", "true").status, 1)
        self.assertEqual(cluster.tool("boot", "h1").status, 1)
        cluster.must("boot", "h2")
        self.assertEqual(sorted(cluster.run("srun", "-N2", "hostname").stdout.split()), ["h1", "h2"])
        cluster.must("crash", "h0")
        cluster.must("boot", "h0")
        self.assertEqual(cluster.run("ssh", "h2", "hostname").stdout, "h2\n")

    def test_cables(self):
        cluster.must("up", "2")
        connect = ("ssh", "-o", "ConnectTimeout=20", "h2", "true")
        cluster.must("cut", "h2")
        self.assertNotEqual(cluster.run("ssh", "-o", "ConnectTimeout=2", "h2", "true").status, 0)
        cluster.must("heal", "h2")
        self.assertEqual(cluster.run(*connect).status, 0)
        cluster.must("link", "50ms")
        self.assertGreaterEqual(round_trip(), 0.1)
        cluster.must("crash", "h2")
        cluster.must("boot", "h2")
        self.assertGreaterEqual(round_trip(), 0.1)
        cluster.must("link", "0")
        self.assertEqual([command for command in traces() if "slow-switch" in command], [])
        self.assertEqual(cluster.run(*connect).status, 0)

    def test_mistakes_are_said_in_a_sentence(self):
        for words, status, says in (
            (["fly"], 2, "fly"),
            (["up", "0"], 1, "from 1 to 1000"),
            (["up", "many"], 2, "many"),
            (["link", "5"], 2, "20ms"),
            (["run", "true"], 1, "no cluster is running"),
            (["crash", "h1"], 1, "no cluster is running"),
        ):
            with self.subTest(words):
                outcome = cluster.tool(*words)
                self.assertEqual(outcome.status, status, outcome)
                self.assertEqual(outcome.stdout, "")
                self.assertEqual(len(outcome.stderr.splitlines()), 1, outcome)
                self.assertIn(says, outcome.stderr)

    def test_a_folder_of_others_is_left_alone(self):
        cluster.STATE.mkdir(parents=True)
        precious = cluster.STATE / "precious"
        precious.touch()
        self.addCleanup(cluster.STATE.rmdir)
        self.addCleanup(precious.unlink)
        self.assertIn("holds files of others", cluster.tool("up", "1").stderr)
        cluster.must("down")
        self.assertTrue(precious.exists())

    def test_without_root_it_says_so(self):
        outcome = driver.run(["setpriv", "--reuid=65534", "--clear-groups", cluster.TOOL, "up", "1"])
        self.assertEqual((outcome.status, outcome.stdout), (1, ""))
        self.assertEqual(outcome.stderr, "local-cluster: virtual hosts need root; run this as root\n")


def traces():
    """Command lines of the processes that live on a host of this cluster: its /etc/hosts tells."""
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            alive = " Z " not in (process / "stat").read_text()
            if alive and f"clusters/{cluster.STATE.name}/hosts /etc/hosts " in (process / "mountinfo").read_text():
                found.append((process / "cmdline").read_bytes().decode().replace("\0", " "))
        except OSError:
            pass
    return found


def round_trip():
    """Seconds that a connection from h0 to h2 takes to be made."""
    connect = "socket.create_connection(('h2', 22))"
    script = f"import socket, time; t = time.monotonic(); {connect}; print(time.monotonic() - t)"
    return float(cluster.run(sys.executable, "-c", script).stdout)


if __name__ == "__main__":
    driver.main()
