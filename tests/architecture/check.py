"""Checks that the rooms of lib/quadrille/ know only what they may know, and a few rules that no compiler checks.

    check.py ROOT ROOMS

ROOT is the repository; ROOMS is a file that CMake writes, one line a room: its name, a colon, and the rooms
that quadrille_room() was told it KNOWS. Prints one line a violation, file:line first, and exits with 1 if
there are any. The rules are the functions in RULES.
"""

import collections
import dataclasses
import pathlib
import re
import sys

LONGEST = 400  # lines of a file
LARGEST = 25  # units of a room: headers, and sources without a header

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')

# Library headers, and the places that alone may include them.
RESERVED = (
    (re.compile(r"(mpi\.h|mpi-ext\.h|boost/mpi(\.hpp|/.*))$"), ("lib/quadrille/team/", "tests/")),
    (re.compile(r"boost/program_options(\.hpp|/.*)$"), ("lib/quadrille/options/",)),
)

# What differs between systems in its last bits. sqrt, fma, floor, ldexp and their like are exact.
LIBM = re.compile(
    r"(\bstd::|\b__builtin_|(?<![\w>])::)"
    r"(a?(sin|cos|tan)h?|atan2|exp2?|expm1|log(2|10|1p)?|pow|cbrt|hypot|[lt]gamma|erfc?|beta|expint"
    r"|riemann_zeta|(cyl|sph)_\w+|(assoc_)?(laguerre|legendre)|hermite|(comp_)?ellint_\w+)[fl]?\b"
)
# An option's name in a string; srun's own is none of ours.
OPTION = re.compile(r"""(?<![\w-])--(?!mpi=)[a-z][a-z-]*""")
STRING = re.compile(r"""//[^\n]*|/\*.*?\*/|"((?:\\.|[^"\\\n])*)\"""", re.DOTALL)
NOT_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|"(\\.|[^"\\\n])*"', re.DOTALL)


@dataclasses.dataclass(frozen=True)
class Source:
    """A file: its path from the root with forward slashes, and its text."""

    path: str
    text: str

    @property
    def room(self):
        """The room, a folder of lib/quadrille/, that it lies in, or None."""
        parts = self.path.split("/")
        return parts[2] if parts[:2] == ["lib", "quadrille"] and len(parts) > 3 else None

    def includes(self):
        """(line number, header) of each include."""
        for number, line in enumerate(self.text.splitlines(), 1):
            if found := INCLUDE.match(line):
                yield number, found[1]


def sources(root):
    """The C++ and Python files of lib, apps and tests, in order of path."""
    found = [path for part in ("lib", "apps", "tests") for path in (root / part).rglob("*")]
    return [
        Source(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(found)
        if path.suffix in (".hpp", ".cpp", ".py")
    ]


def table(contributing):
    """{room: rooms it may know} as the table of CONTRIBUTING.md says: columns end with two spaces."""
    rows = re.findall(r"^    (\w+)\s{2,}\S.*?\s{2,}(\S.*)$", contributing, re.MULTILINE)
    table = {}
    for room, knows in rows:
        if knows == "all above but options":
            table[room] = table.keys() - {"options"}
        elif knows != "any room":
            table[room] = set() if knows == "knows nothing of ours" else set(knows.split(", "))
    return table


def declared(rooms):
    """{room: rooms it knows} as CMake recorded it."""
    return {line.split(":")[0]: set(line.split(":")[1].split()) for line in rooms.splitlines()}


def check_table(tree):
    """What quadrille_room() declares is what CONTRIBUTING.md allows, for every folder of lib/quadrille/."""
    folders = {source.room for source in tree.files if source.room}
    for room in sorted(folders - tree.declared.keys()):
        yield f"lib/quadrille/{room}: is no room; declare it with quadrille_room() in its CMakeLists.txt"
    for room, knows in sorted(tree.declared.items()):
        if room not in tree.table:
            yield f"CONTRIBUTING.md: the table of rooms lacks {room}"
        for other in sorted(knows - tree.table.get(room, knows)):
            yield f"lib/quadrille/{room}/CMakeLists.txt: KNOWS {other}, which the table of CONTRIBUTING.md does not allow"


def check_arrows(tree):
    """A file of a room includes headers of its own room and of those that the room KNOWS, and names the room."""
    for source in tree.files:
        if source.room not in tree.declared:
            continue
        allowed = tree.declared[source.room] | {source.room}
        for line, header in source.includes():
            ours, slash, rest = header.partition("/")
            room = rest.partition("/")[0]
            if ours == "quadrille" and room not in allowed:
                yield f"{source.path}:{line}: {source.room} must not know {room} ({header})"
            if header.endswith(".hpp") and (not slash or ours in tree.table):
                yield f"{source.path}:{line}: write quadrille/ and the room before the header ({header})"


def check_own_header(tree):
    """A source includes the header of its own name first, and so proves that it compiles alone."""
    headers = {source.path for source in tree.files}
    for source in tree.files:
        own = source.path.removesuffix(".cpp") + ".hpp"
        if source.room is None or not source.path.endswith(".cpp") or own not in headers:
            continue
        first = next(source.includes(), (1, ""))
        if f"lib/{first[1]}" != own:
            yield f"{source.path}:{first[0]}: include {own.removeprefix('lib/')} first: so it is known to compile alone"


def check_reserved(tree):
    """MPI and Program_options stay in their rooms."""
    for source in tree.files:
        for line, header in source.includes():
            for pattern, places in RESERVED:
                if pattern.match(header) and not source.path.startswith(places):
                    yield f"{source.path}:{line}: only {' and '.join(places)} may include {header}"


def check_libm(tree):
    """No libm function whose bits differ between systems, in lib/ and apps/."""
    for source in tree.files:
        if source.path.startswith("tests/") or source.path.endswith(".py"):
            continue
        code = NOT_CODE.sub(lambda hit: "\n" * hit[0].count("\n"), source.text)
        for number, line in enumerate(code.splitlines(), 1):
            for found in LIBM.finditer(line):
                yield f"{source.path}:{number}: {found[0]} differs between systems; use quadrille/vector/scalar.hpp"


def check_length(tree):
    """Files stay short."""
    for source in tree.files:
        if (length := len(source.text.splitlines())) > LONGEST:
            yield f"{source.path}: {length} lines, more than {LONGEST}; split it"


def check_size(tree):
    """A room, or a folder of it, holds no more units than a person can survey."""
    units = collections.defaultdict(set)
    for source in tree.files:
        if source.room and source.path.endswith((".hpp", ".cpp")):
            folder, _, name = source.path.rpartition("/")
            units[folder].add(name.rpartition(".")[0])
    for folder, names in sorted(units.items()):
        if len(names) > LARGEST:
            yield f"{folder}: {len(names)} units, more than {LARGEST}; part it, or give it sub-folders"


def check_options(tree):
    """Options are named by options and apps alone; what else is said of a setting, text::spoken() says."""
    for source in tree.files:
        if source.room is None or source.room == "options" or not source.path.endswith((".hpp", ".cpp")):
            continue
        for string in STRING.finditer(source.text):
            if string[1] and (found := OPTION.search(string[1])):
                line = source.text.count("\n", 0, string.start()) + 1
                yield f"{source.path}:{line}: {found[0]} is an option of programs; say it with text::spoken()"


RULES = (check_table, check_arrows, check_own_header, check_reserved, check_libm, check_length, check_size, check_options)


@dataclasses.dataclass(frozen=True)
class Tree:
    """What the rules look at."""

    files: list
    table: dict
    declared: dict


def violations(root, rooms):
    """All violations in the repository at `root`, whose rooms CMake recorded as the text `rooms`."""
    contributing = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    tree = Tree(sources(root), table(contributing), declared(rooms))
    return [line for rule in RULES for line in rule(tree)]


def main(root, rooms):
    found = violations(pathlib.Path(root), pathlib.Path(rooms).read_text(encoding="utf-8"))
    for line in found:
        print(line)
    print(f"architecture: {len(found) or 'no'} violation{'' if len(found) == 1 else 's'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
