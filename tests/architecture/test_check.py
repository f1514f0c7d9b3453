"""check.py finds each violation that is planted in a small tree, and nothing in a clean one."""

import pathlib
import tempfile
import unittest

import check

CONTRIBUTING = """# Working
    ground    numbers, and text to and from them     knows nothing of ours
    upper     what is built on them                  ground
    roof      the rest                               upper, ground
    options   options                                ground
    team        ranks                                knows nothing of ours
"""

ROOMS = "ground:\nupper: ground\nroof: upper\noptions: ground\nteam:\n"

CLEAN = {
    "lib/quadrille/ground/number.hpp": "#pragma once\n#include <cmath>\ninline double f(double x) { return std::sqrt(x); }\n",
    "lib/quadrille/ground/standard.hpp": "#pragma once\n#include <upper>\n",
    "lib/quadrille/upper/sum.cpp": '#include "quadrille/upper/sum.hpp"\n#include "quadrille/ground/number.hpp"\n// std::exp is not used\n',
    "lib/quadrille/upper/words.cpp": 'const char* words = "std::log(x)"; double y = vector::exp(1.0); /* std::pow\n */\n',
    "lib/quadrille/options/parse.cpp": "#include <boost/program_options.hpp>\n",
    "lib/quadrille/team/team.cpp": "#include <mpi.h>\n#include <boost/mpi/communicator.hpp>\n",
    "tests/distribute/test.cpp": "#include <mpi.h>\ndouble expected = std::exp(1.0);\n",
    "apps/main.cpp": '#include "quadrille/upper/sum.hpp"\n#include "quadrille/roof/x.hpp"\n',
}


def found_in(files, rooms=ROOMS):
    """The violations in a tree of `files`, {path: text}."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, text in {"CONTRIBUTING.md": CONTRIBUTING, **files}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        return check.violations(root, rooms)


class Check(unittest.TestCase):
    def assert_found(self, expected, *, rooms=ROOMS, **planted):
        """Planting `path` with `text` in the clean tree gives exactly one violation, that begins as expected."""
        files = {**CLEAN, planted["path"]: planted["text"]} if planted else CLEAN
        found = found_in(files, rooms)
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(expected), found)

    def test_a_clean_tree_has_none(self):
        self.assertEqual(found_in(CLEAN), [])

    def test_an_include_against_the_arrows(self):
        text = '#pragma once\n\n#include "quadrille/upper/sum.hpp"\n'
        self.assert_found("lib/quadrille/ground/up.hpp:3: ground must not know upper", path="lib/quadrille/ground/up.hpp", text=text)

    def test_a_room_that_is_only_known_through_another(self):
        text = '#include "quadrille/ground/number.hpp"\n'
        self.assert_found("lib/quadrille/roof/x.cpp:1: roof must not know ground", path="lib/quadrille/roof/x.cpp", text=text)

    def test_an_include_without_its_room(self):
        self.assert_found("lib/quadrille/upper/y.cpp:1: write quadrille/ and the room", path="lib/quadrille/upper/y.cpp", text='#include "sum.hpp"\n')

    def test_an_arrow_that_the_table_does_not_allow(self):
        rooms = ROOMS.replace("ground:", "ground: upper")
        self.assert_found("lib/quadrille/ground/CMakeLists.txt: KNOWS upper", rooms=rooms)

    def test_a_room_that_the_table_lacks(self):
        self.assert_found("CONTRIBUTING.md: the table of rooms lacks attic", rooms=ROOMS + "attic:\n")

    def test_a_folder_that_is_no_room(self):
        self.assert_found("lib/quadrille/cellar: is no room", path="lib/quadrille/cellar/x.hpp", text="#pragma once\n")

    def test_mpi_outside_its_room(self):
        for header in ("mpi.h", "boost/mpi.hpp", "boost/mpi/collectives.hpp"):
            for path in ("lib/quadrille/upper/m.cpp", "apps/m.cpp"):
                self.assert_found(f"{path}:1: only lib/quadrille/team/", path=path, text=f"#include <{header}>\n")

    def test_program_options_outside_its_room(self):
        for path in ("lib/quadrille/upper/o.cpp", "apps/o.cpp", "tests/upper/o.cpp"):
            text = "#include <boost/program_options/options_description.hpp>\n"
            self.assert_found(f"{path}:1: only lib/quadrille/options/", path=path, text=text)

    def test_libm(self):
        for call in ("std::exp(x)", "std::log1p(x)", "::pow(x, y)", "std::lgammaf(x)", "__builtin_sin(x)"):
            text = f"/* two\n lines */\ndouble y = {call};\n"
            self.assert_found("lib/quadrille/upper/m.cpp:3: ", path="lib/quadrille/upper/m.cpp", text=text)

    def test_a_source_that_does_not_begin_with_its_header(self):
        text = '#include <cmath>\n#include "quadrille/ground/number.hpp"\n'
        self.assert_found("lib/quadrille/ground/number.cpp:1: include quadrille/ground/number.hpp first", path="lib/quadrille/ground/number.cpp", text=text)

    def test_a_long_file(self):
        self.assert_found("tests/long.py: 401 lines", path="tests/long.py", text="x = 1\n" * 401)
        self.assertEqual(found_in({**CLEAN, "tests/long.py": "x = 1\n" * 400}), [])


    def test_a_room_of_too_many_units(self):
        many = {f"lib/quadrille/upper/u{i}.hpp": "#pragma once\n" for i in range(25)}
        self.assertEqual(found_in({**CLEAN, **dict(list(many.items())[:23])}), [])
        found = found_in({**CLEAN, **many})
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith("lib/quadrille/upper: 27 units, more than 25"), found)

    def test_an_option_outside_of_options_and_apps(self):
        text = '// as --exact says\nconst char* words = "srun --mpi=pmix";\nconst char* advice = "write --exact VALUE";\n'
        path = "lib/quadrille/upper/w.cpp"
        self.assert_found(f"{path}:3: --exact is an option", path=path, text=text)
        for path in ("lib/quadrille/options/w.cpp", "apps/w.cpp", "tests/upper/w.cpp"):
            self.assertEqual(found_in({**CLEAN, path: text}), [])


class RealTable(unittest.TestCase):
    def test_the_table_of_the_repository_is_read(self):
        root = pathlib.Path(__file__).resolve().parents[2]
        table = check.table((root / "CONTRIBUTING.md").read_text(encoding="utf-8"))
        self.assertEqual(table["vector"], set())
        self.assertEqual(table["formula"], {"vector", "text"})
        self.assertIn("distribute", table)


if __name__ == "__main__":
    unittest.main()
