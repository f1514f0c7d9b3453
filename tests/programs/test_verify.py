"""--status and --verify: what an exit status cannot tell."""

import ctypes
import json

import driver
from journals import JournalTest


def xxh3_128(data):
    """The digest by libxxhash itself, as 32 hexadecimal digits."""
    class Hash(ctypes.Structure):
        _fields_ = [("low", ctypes.c_uint64), ("high", ctypes.c_uint64)]

    library = ctypes.CDLL("libxxhash.so.0")
    library.XXH3_128bits.restype = Hash
    library.XXH3_128bits.argtypes = [ctypes.c_char_p, ctypes.c_size_t]
    found = library.XXH3_128bits(data, len(data))
    return f"{found.high:016x}{found.low:016x}"


class Verify(JournalTest):
    def written(self):
        path = self.folder / "result.json"
        self.assert_done(["./integrate", "--sizes", "10,100", "--seed", "1", "--output", str(path), "--quiet"])
        return path

    def test_a_result_as_it_was_written(self):
        path = self.written()
        for program in ("./integrate", "./simulate"):
            for ranks in (None, 2):
                outcome = self.assert_done([program, "--verify", str(path)], ranks)
                self.assertEqual(outcome.stdout.count("complete: "), 1)

    def test_the_digest_as_the_documentation_says(self):
        text = self.written().read_text()
        document = json.loads(text)
        self.assertIs(document["complete"], True)
        begin = text.index('"result": ') + len('"result": ')
        end = text.index(',\n  "run": ')
        self.assertEqual(document["digest"], xxh3_128(text[begin:end].encode()))

    def test_what_is_wrong_is_said(self):
        path = self.written()
        text = path.read_text()
        path.write_text(text.replace('"estimate": 0.7', '"estimate": 0.8', 1))
        self.assert_refused(["./integrate", "--verify", str(path)], says="was changed", status=3)
        path.write_text(text[:-20])
        self.assert_refused(["./integrate", "--verify", str(path)], 2, says="is cut off", status=3)
        path.write_text("samples,estimate\n")
        self.assert_refused(["./integrate", "--verify", str(path)], says="no result of ours")
        self.assert_refused(["./integrate", "--verify", str(self.folder / "none")], 2, says="there is no file")
        for path in (self.folder, "/dev/zero"):  # which has no end
            self.assert_refused(["./integrate", "--verify", str(path)], says="is no file; name one that --output wrote")

    def test_they_do_nothing_else(self):
        self.assert_refused(["./integrate", "--verify", "x.json", "--seed", "1"], says="alone")


class Status(JournalTest):
    def test_no_journal(self):
        for ranks in (None, 3):
            self.assert_refused(["./simulate", "--status", str(self.journal)], ranks, says="there is no journal in")

    def test_is_allowed_alone_in_an_allocation_of_several_tasks(self):
        self.assert_done(self.with_journal(["./simulate", "--draws", "2000", "--quiet"]))
        outcome = self.assert_done(["./simulate", "--status", str(self.journal)], environment={"SLURM_NTASKS": "4"})
        self.assertTrue(outcome.stdout.startswith("complete: "), outcome)
        self.assertEqual(len(outcome.stdout.splitlines()), 1)

    def test_tells_the_command_that_goes_on(self):
        command = self.with_journal(["./integrate", "1/(1+x^2)", "--sizes", "4e8", "--yes", "--quiet"], "--max-time", "0.3")
        self.assertEqual(driver.run(command).status, 75)
        outcome = driver.run(["./integrate", "--status", str(self.journal)])
        self.assertEqual(outcome.status, 75)
        self.assertIn("to go on: integrate '1/(1+x^2)' --sizes 4e8 --yes --quiet --max-time 0.3 --journal", outcome.stdout)


if __name__ == "__main__":
    driver.main()
