"""baseline.py --deed BIN --dir DIR ...: findings that were accepted stay accepted, others do not.

Makes a small project in DIR, changes it step by step, and compares what deed
says with what it must say. Prints the step that went wrong.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys

LEAK = """#include <stdlib.h>
int one(int flag) {
    char *p = malloc(4);
    if (flag)
        return 1;
    free(p);
    return 0;
}
"""
TWICE = """#include <stdlib.h>
void twice(void) {
    char *p = malloc(4);
    free(p);
    free(p);
}
"""
# The same function: comments, layout, blank lines.
REFORMATTED = """/* A comment. */

#include <stdlib.h>


int
one (int flag)   // counts
{
  char *p = malloc (4);   /* four */

  if (flag) { return
      1; }
  free (p);
  return 0;
}
"""
# Two equal findings in one function: one path each.
EQUAL = """#include <stdlib.h>
int pair(int flag) {
    { char *p = malloc(4); if (!p) return 2; }
    return flag;
}
"""
EQUAL_TWO = """#include <stdlib.h>
int pair(int flag) {
    { char *p = malloc(4); if (!p) return 2; }
    { char *p = malloc(4); if (!p) return 2; }
    return flag;
}
"""


class Project:
    def __init__(self, args):
        self.args = args
        shutil.rmtree(args.dir, ignore_errors=True)
        os.makedirs(os.path.join(args.dir, ".git"))
        os.makedirs(os.path.join(args.dir, "src"))
        self.baseline = os.path.join(args.dir, ".deed-baseline.jsonl")

    def write(self, name, text):
        with open(os.path.join(self.args.dir, name), "w", encoding="utf-8") as file:
            file.write(text)
        self.database()

    def remove(self, name):
        os.remove(os.path.join(self.args.dir, name))
        self.database()

    def rename(self, old, new):
        os.makedirs(os.path.dirname(os.path.join(self.args.dir, new)), exist_ok=True)
        os.rename(os.path.join(self.args.dir, old), os.path.join(self.args.dir, new))
        self.database()

    def database(self):
        files = sorted(
            os.path.join(folder, name)
            for folder, _, names in os.walk(self.args.dir)
            for name in names
            if name.endswith(".c")
        )
        entries = [{"directory": self.args.dir, "file": f, "arguments": ["cc", "-c", f]} for f in files]
        with open(os.path.join(self.args.dir, "compile_commands.json"), "w", encoding="utf-8") as file:
            json.dump(entries, file)

    def run(self, *words, env=None):
        environment = {k: v for k, v in os.environ.items() if k != "CI"}
        environment.update({"SOURCE_DATE_EPOCH": "1700000000"}, **(env or {}))
        done = subprocess.run([self.args.deed, *words], cwd=self.args.dir, env=environment, capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    def entries(self):
        with open(self.baseline, encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
        assert lines[0] == {"deedBaseline": 1}, lines[0]
        return lines[1:]

    def text(self):
        with open(self.baseline, encoding="utf-8") as file:
            return file.read()


def want(step, condition, *shown):
    if not condition:
        sys.exit("\n".join(["FAILED: " + step, *map(str, shown)]))


def check(project, step, code, *texts, words=(), env=None):
    got, out, err = project.run("check", "--format=short", *words, env=env)
    want(step, got == code, "exit %d, not %d" % (got, code), out, err)
    lines = out.splitlines()
    want(step, len(lines) == len(texts), "findings:", out, err)
    for text, line in zip(texts, lines):
        want(step, text in line, "no %r in %r" % (text, line))
    return out, err


def lives(project):
    project.write("src/one.c", LEAK)
    project.write("src/two.c", TWICE)
    check(project, "no baseline yet", 1, "one.c:5", "two.c:5")
    code, _, err = project.run("baseline", "update")
    want("update without a baseline", code == 2 and "deed baseline create" in err, code, err)
    code, _, err = project.run("baseline", "create", "--reason=legacy, see #12")
    want("create", code == 0 and "2 findings accepted" in err, code, err)
    want("entries", [(e["rule"], e["file"], e["line"], e["reason"], e["date"]) for e in sorted(project.entries(), key=lambda e: e["file"])]
         == [("ownership-leak", "src/one.c", 5, "legacy, see #12", "2023-11-14"),
             ("ownership-double-free", "src/two.c", 5, "legacy, see #12", "2023-11-14")], project.text())
    want("sorted", [e["fingerprint"] for e in project.entries()] == sorted(e["fingerprint"] for e in project.entries()))
    _, err = check(project, "accepted", 0)
    want("says what it uses", "using baseline .deed-baseline.jsonl, 2 entries" in err, err)
    check(project, "--no-baseline", 1, "one.c:5", "two.c:5", words=["--no-baseline"])
    code, _, err = project.run("baseline", "create")
    want("create does not write over", code == 2 and "--force" in err, code, err)

    project.write("src/one.c", "\n\n// drift\n" + LEAK)
    check(project, "lines drift", 0)
    project.write("src/one.c", REFORMATTED)
    check(project, "reformatted", 0)
    project.rename("src/one.c", "lib/first.c")
    check(project, "renamed", 0)
    before = project.text()
    code, _, err = project.run("baseline", "prune")
    want("prune of nothing changes nothing", code == 0 and project.text() == before, err)
    code, _, err = project.run("baseline", "update")
    want("update follows the rename", [e["file"] for e in project.entries() if e["rule"] == "ownership-leak"] == ["lib/first.c"], project.text())
    want("update keeps reason and date", all(e["reason"] == "legacy, see #12" and e["date"] == "2023-11-14" for e in project.entries()))
    # Moved to another file that was there before.
    project.remove("lib/first.c")
    project.write("src/two.c", TWICE + LEAK)
    check(project, "moved", 0)
    project.write("src/two.c", TWICE)
    project.write("src/one.c", LEAK)


def never_cancels(project):
    """A fix and a regression of the same shape in another file."""
    body = "#include <stdlib.h>\nstatic int local(int f) {\n    char *p = malloc(4);\n    if (f)\n        return 1;\n    free(p);\n    return 0;\n}\nint %s(int f) { return local(f); }\n"
    fine = body.replace("        return 1;\n", "        { free(p); return 1; }\n")
    project.write("src/a.c", body % "use_a")
    project.write("src/b.c", fine % "use_b")
    code, _, err = project.run("baseline", "update")
    want("update takes it in", code == 0, err)
    project.write("src/a.c", fine % "use_a")
    project.write("src/b.c", body % "use_b")
    _, err = check(project, "a fix and a regression", 1, "b.c:5")
    want("and the fix is said", "1 entry of .deed-baseline.jsonl is fixed" in err, err)
    project.write("src/a.c", body % "use_a")
    check(project, "one more of the same", 1, "b.c:5")
    project.write("src/b.c", fine % "use_b")


def equal_stay_two(project):
    project.write("src/pair.c", EQUAL)
    code, out, _ = project.run("check", "--format=short", "--no-baseline", "src/pair.c")
    one = len(out.splitlines())
    want("a finding to begin with", one >= 1, out)
    project.run("baseline", "update")
    project.write("src/pair.c", EQUAL_TWO)
    code, out, err = project.run("check", "--format=short", "src/pair.c")
    want("the second equal one is new", code == 1 and len(out.splitlines()) == one, out, err)
    project.run("baseline", "update")
    check(project, "both accepted", 0)
    want("two entries", sum(e["file"] == "src/pair.c" for e in project.entries()) == 2 * one, project.text())
    want("numbered", any(e.get("occurrence") == 2 for e in project.entries()), project.text())
    project.write("src/pair.c", EQUAL)
    _, err = check(project, "one of two fixed", 0)
    want("one gone", "is fixed" in err or "are fixed" in err, err)
    code, _, err = project.run("check", "--strict-baseline", "--quiet", "--format=short")
    want("--strict-baseline", code == 1 and "prune" in err, code, err)
    size = len(project.entries())
    project.run("baseline", "prune")
    want("pruned", len(project.entries()) == size - one, project.text())
    code, _, err = project.run("check", "--strict-baseline")
    want("strict is content", code == 0, err)


def shrinks_in_ci(project):
    project.write("src/new.c", TWICE.replace("twice", "fresh"))
    before = len(project.entries())
    code, _, err = project.run("baseline", "update", env={"CI": "true"})
    want("update in CI", code == 1 and "may only shrink" in err and "new.c:5" in err, code, err)
    want("did not grow", len(project.entries()) == before)
    project.write("src/two.c", "int nothing;\n")
    code, _, err = project.run("baseline", "update", "--ci")
    want("but shrinks", code == 1 and len(project.entries()) == before - 1, code, err)
    code, _, err = project.run("baseline", "create", "--ci", "--force")
    want("create in CI", code == 2 and "shrink" in err, code, err)
    code, _, err = project.run("baseline", "update", env={"CI": "false"})
    want("CI=false is none", code == 0 and len(project.entries()) == before, code, err)


def part_of_the_project(project):
    """What was not analysed, or not asked for, is not fixed."""
    before = project.text()
    for words in (["src/new.c"], ["--checks=-*,ownership-leak"]):
        code, _, err = project.run("baseline", "prune", *words)
        want("prune of a part: %s" % words, code == 0 and project.text() == before, err)
    project.write("src/new.c", '#include "missing.h"\n')
    code, _, err = project.run("baseline", "prune")
    want("prune beside a file that does not parse", code == 3 and project.text() == before, code, err)
    project.write("src/new.c", TWICE.replace("twice", "fresh"))


def logs(project):
    for name, schema in (("x.sarif", project.args.schema), ("x.jsonl", project.args.json_schema)):
        form = "sarif" if name.endswith("sarif") else "json"
        project.write("src/extra.c", LEAK.replace("one", "extra"))
        project.write("src/pair.c", "int pair;\n")
        code, _, err = project.run("check", "--format=%s:%s" % (form, name))
        want("exit", code == 1, err)
        path = os.path.join(project.args.dir, name)
        done = subprocess.run([sys.executable, project.args.validate, schema, path], capture_output=True, text=True)
        want(name + " is valid", done.returncode == 0, done.stdout)
    results = json.load(open(os.path.join(project.args.dir, "x.sarif"), encoding="utf-8"))["runs"][0]["results"]
    states = {}
    for result in results:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        states.setdefault(uri, []).append((result["baselineState"], [s["justification"] for s in result.get("suppressions", [])]))
    want("states", states["src/extra.c"] == [("new", [])] and ("unchanged", ["legacy, see #12"]) in states["src/one.c"]
         and all(s == ("absent", []) for s in states["src/pair.c"]), states)
    code, out, _ = project.run("check")
    want("summary", "1 new finding in" in out and "accepted by the baseline" in out and "fixed" in out, out)
    project.remove("src/extra.c")


def damaged(project):
    good = project.text()
    lines = good.splitlines(keepends=True)
    cases = [
        ("another version", '{"deedBaseline":2}\n', ":1: a baseline of version 2, but this deed reads version 1"),
        ("half merged", lines[0] + "<<<<<<< ours\n" + lines[1] + "=======\n" + lines[2] + ">>>>>>> theirs\n", ":2: a conflict marker"),
        ("another file", '{\n "version": "2.1.0"\n}\n', ":1: this is no baseline of deed"),
        ("no baseline", "[1, 2]\n", ":1: this is no baseline of deed"),
        ("no JSON", lines[0] + "{\n", ":2: this line is no JSON"),
        ("empty", "", ":1: this is no baseline of deed: it is empty"),
        ("an entry without a fingerprint", lines[0] + '{"rule":"ownership-leak"}\n', ":2: an entry without"),
    ]
    for step, text, message in cases:
        with open(project.baseline, "w", encoding="utf-8") as file:
            file.write(text)
        for words in (["check"], ["baseline", "update"], ["baseline", "show"]):
            code, out, err = project.run(*words)
            want("%s: %s" % (step, words), code == 2 and ".deed-baseline.jsonl" + message in err, code, err)
    # A union merge: both heads, an entry of both sides twice.
    with open(project.baseline, "w", encoding="utf-8") as file:
        file.write(good + good)
    check(project, "both sides kept", 0)
    project.run("baseline", "prune")
    with open(project.baseline, "w", encoding="utf-8") as file:
        file.write(good)
    code, _, err = project.run("check", "--baseline=nowhere.jsonl")
    want("a baseline that is not there", code == 2 and "cannot read baseline nowhere.jsonl" in err, code, err)


def merged(project):
    """Two branches accept equal findings in two files: after the merge both are accepted, and no third."""
    good = project.text()
    same = TWICE.replace("void twice", "static void same") + "void %s(void) { same(); }\n"
    sides = []
    for name in ("left", "right"):
        with open(project.baseline, "w", encoding="utf-8") as file:
            file.write(good)
        project.write("src/%s.c" % name, same % name)
        project.run("baseline", "update")
        sides.append(project.text())
        project.remove("src/%s.c" % name)
    with open(project.baseline, "w", encoding="utf-8") as file:
        file.write(sides[0] + "".join(l for l in sides[1].splitlines(keepends=True) if l not in sides[0]))
    for name in ("left", "right"):
        project.write("src/%s.c" % name, same % name)
    check(project, "both branches' findings are accepted", 0)
    before = project.text()
    project.run("baseline", "update")
    want("an update has the same entries", sorted(before.splitlines()) == sorted(project.text().splitlines()), before, project.text())
    project.write("src/third.c", same % "third")
    check(project, "a third is new", 1, "third.c:5")
    for name in ("left", "right", "third"):
        project.remove("src/%s.c" % name)
    with open(project.baseline, "w", encoding="utf-8") as file:
        file.write(good)


def part_of_a_program(project):
    """What only the whole program shows is not fixed because one file of it was looked at."""
    good = project.text()
    project.write("src/taker.c", "#include <stdlib.h>\nvoid hand_on(char *p) { free(p); }\n")
    project.write("src/giver.c", "#include <stdlib.h>\nvoid hand_on(char *p);\nvoid giver(void) {\n    char *p = malloc(4);\n    hand_on(p);\n    free(p);\n}\n")
    check(project, "seen with both", 1, "giver.c:6")
    project.run("baseline", "update")
    before = project.text()
    _, err = check(project, "one file of it", 0, words=["--strict-baseline", "src/giver.c"])
    want("not fixed", "fixed" not in err, err)
    project.run("baseline", "prune", "src/giver.c")
    want("not dropped", project.text() == before, project.text())
    project.write("src/taker.c", "void hand_on(char *p) { (void)p; }\n")
    _, err = check(project, "fixed by the other file", 0)
    want("fixed", "1 entry of .deed-baseline.jsonl is fixed" in err, err)
    for name in ("taker", "giver"):
        project.remove("src/%s.c" % name)
    with open(project.baseline, "w", encoding="utf-8") as file:
        file.write(good)


def shown(project):
    code, out, err = project.run("baseline", "show")
    want("show", code == 0 and "src/one.c\n     5  " in out and "2023-11-14: legacy, see #12" in out
         and "accepted in .deed-baseline.jsonl" in out, out, err)
    code, out, _ = project.run("baseline", "show", "--format=json")
    want("show as JSON", out == project.text(), out)
    for words, text in ((["baseline"], "needs one of"), (["baseline", "udpate"], "did you mean 'update'")):
        code, _, err = project.run(*words)
        want(str(words), code == 2 and text in err, code, err)
    # Odd names.
    project.write("src/mit Leerzeichen é\n.c", TWICE.replace("twice", "odd"))
    code, _, err = project.run("baseline", "update")
    want("odd names", code == 0, err)
    check(project, "odd names are accepted", 0)
    code, out, _ = project.run("baseline", "show")
    want("an odd name takes one line", "src/mit Leerzeichen é\\n.c\n" in out, out)
    code, _, err = project.run("baseline", "create", "--force", "--output=other.jsonl")
    want("--output", code == 0 and os.path.exists(os.path.join(project.args.dir, "other.jsonl")), err)
    check(project, "--baseline", 0, words=["--baseline", "other.jsonl"])


def main():
    parser = argparse.ArgumentParser()
    for name in ("deed", "dir", "validate", "schema", "json-schema"):
        parser.add_argument("--" + name, required=True)
    project = Project(parser.parse_args())
    for scene in (lives, never_cancels, equal_stay_two, shrinks_in_ci, part_of_the_project, logs, damaged, merged, part_of_a_program, shown):
        scene(project)
    print("ok")


main()
