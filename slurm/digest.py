#!/usr/bin/env python3
# ./digest.py LINE: what a task's result is known by, so that whatever it depends on makes another task when it is
# changed: the line, and the contents of the files that its words name, also as --config=FILE, and of the model that
# such a file names. Files that the program writes do not count, and neither does the program.

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


def digest(line):
    """Twelve hexadecimal digits."""
    try:
        words = shlex.split(line)[1:]
    except ValueError:  # an open quote, which array.sh refuses
        words = []
    parts = [os.fsencode(line), *read_by(words)]
    return hashlib.sha256("".join(hashlib.sha256(part).hexdigest() for part in parts).encode()).hexdigest()[:12]


if __name__ == "__main__":
    print(digest(sys.argv[1]))
