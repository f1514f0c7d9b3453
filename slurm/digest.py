#!/usr/bin/env python3
# ./digest.py LINE: what a task's result is known by, so that whatever it depends on makes another task when it is
# changed: the line, and the contents of the files that its words name, also as --config=FILE, and of the model that
# such a file names. Files that the program writes do not count, and neither does the program.
# ./digest.py --words LINE: its words as a shell would see them, each with a NUL behind it; none of a blank line or a
# remark; status 1 and a sentence where a quote is left open.

import hashlib
import os
import pathlib
import re
import shlex
import sys

WRITTEN = ("--output", "--plot")
MODEL = re.compile(rb"[^a-z#]*model\s*=\s*(.+?)\s*(?:\s#.*)?")


def contents(file):
    """What can be read of a regular file; None of anything else, as of most words."""
    return pathlib.Path(file).read_bytes() if os.path.isfile(file) and os.access(file, os.R_OK) else None


def read_by(words):
    """The contents of the files that a program's words name, in order."""
    before = ""
    for word in words:
        option, file = word.split("=", 1) if word.startswith("--") and "=" in word else (before, word)
        before = word
        if option in WRITTEN or (text := contents(file)) is None:
            continue
        yield text
        if option == "--config":
            for setting in re.split(rb"[\r\n]+", text):
                if model := MODEL.fullmatch(setting):  # seen from the folder of the file that names it
                    yield contents(pathlib.Path(file).parent / os.fsdecode(model[1])) or b""


def words_of(line):
    """The words of a task; none of a line that is blank or a remark."""
    return [] if line.lstrip().startswith("#") else shlex.split(line)


def digest(line):
    """Twelve hexadecimal digits."""
    try:
        words = words_of(line)
    except ValueError:  # an open quote, which array.sh refuses
        words = []
    parts = [os.fsencode(line), *read_by(words[1:])]
    return hashlib.sha256("".join(hashlib.sha256(part).hexdigest() for part in parts).encode()).hexdigest()[:12]


def main():
    if sys.argv[1] != "--words":
        print(digest(sys.argv[1]))
        return
    try:
        words = words_of(sys.argv[2])
    except ValueError:
        sys.exit("a quote or a backslash is left open in this task; close it: " + ascii(sys.argv[2]))
    sys.stdout.buffer.write(b"".join(os.fsencode(word) + b"\0" for word in words))


if __name__ == "__main__":
    main()
