"""gate.py --deed BIN --dir DIR [NAME...]: the verdicts of deed check --since.

Makes a repository in DIR. Each scene of changes.py begins at its first commit, changes
something, and says which findings must fail the gate, as `file:line rule`, and
how many must count as fixed. What a scene does not name must not be reported.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from changes import new_use_after_free, release_deleted_and_nothing_else, scenes
from repository import LEAKS, LEGACY_C, Repository

LINE = re.compile(r"^(.*?):(\d+):\d+: \w+: .* \[ownership-([a-z-]+)\]$")


def verdicts(out):
    found = []
    for line in out.splitlines():
        match = LINE.match(line)
        found.append("%s:%s %s" % match.groups() if match else line)
    return found


def run_scene(r, name, function, failing, fixed, code, words, old):
    r.reset()
    function(r)
    r.database()
    got, out, err = r.check(*words)
    problems = []
    if sorted(verdicts(out)) != sorted(failing):
        problems.append("failing: %s, not %s" % (sorted(verdicts(out)), sorted(failing)))
    want = code if code is not None else 1 if failing else 0
    if got != want:
        problems.append("exit %d, not %d" % (got, want))
    counts = re.search(r"(\d+) new findings?, (\d+) fixed, (\d+) not new", err)
    if not counts:
        problems.append("no summary")
    else:
        if int(counts[2]) != fixed:
            problems.append("%s fixed, not %d" % (counts[2], fixed))
        if old is not None and int(counts[3]) != old:
            problems.append("%s not new, not %d" % (counts[3], old))
    return problems + ([out, err] if problems else [])


def want(step, condition, *shown):
    if not condition:
        sys.exit("\n".join(["FAILED: " + step, *map(str, shown)]))


def bad_input(r):
    """What the gate can not do is said, with what to do."""
    def refuses(step, text, since="main", cwd=None, words=(), env=None):
        code, out, err = r.check(*words, since=since, cwd=cwd, env=env)
        want(step, code == 2 and text in err and not out, code, out, err)

    r.reset()
    r.database()
    refuses("a base that does not exist", "there is no commit 'origin/nothing'", since="origin/nothing")
    refuses("an option for a base", "is no commit", since="--output=x")
    refuses("a range", "'main..HEAD' is a range; it takes the commit that the change begins at: --since=main", since="main..HEAD")
    refuses("a range of three", "is a range", since="main...")
    refuses("an empty base", "needs a commit", since="")
    refuses("no git", "there is no git on the PATH", env={"PATH": "/nonexistent"})
    refuses("a scope that is none", "did you mean 'lines'", words=["--scope=line"])
    refuses("a dump", "compares two versions", words=["--dump-contracts"])
    plain = tempfile.mkdtemp(prefix="deed-gate")
    shutil.copy(r.path("src/legacy.c"), plain)
    done = subprocess.run([r.deed, "check", "--since=main", "legacy.c", "--"], cwd=plain, capture_output=True, text=True,
                          env=dict(os.environ))
    want("no repository", done.returncode == 2 and "--since needs a git working tree" in done.stderr, done.stderr)
    shutil.rmtree(plain)
    r.git("checkout", "-q", "--orphan", "unrelated")
    r.commit()
    refuses("unrelated histories", "have no common commit; their histories are unrelated")
    r.reset()
    r.git("branch", "-q", "-D", "unrelated")

    # A shallow clone: the branch is there, the common commit is not.
    r.append("src/util.c", "int more;\n")
    r.commit()
    r.append("src/util.c", "int and_more;\n")
    r.commit()
    shallow = r.dir + ".shallow"
    shutil.rmtree(shallow, ignore_errors=True)
    r.git("clone", "-q", "--depth=1", "--no-single-branch", "--branch=work", "file://" + r.dir, shallow)
    clone = Repository.__new__(Repository)
    clone.dir, clone.deed = shallow, r.deed
    clone.database()
    code, out, err = clone.check(since="origin/main")
    want("a shallow clone", code == 2 and "shallow" in err and "git fetch --unshallow origin" in err and "fetch-depth: 0" in err, code, err)
    code, out, err = clone.check(since="origin/gone")
    want("a shallow clone without the branch", code == 2 and "shallow" in err and "git fetch --deepen=200 origin gone" in err, err)
    clone.git("fetch", "-q", "--unshallow", "origin")
    code, out, err = clone.check(since="origin/main")
    want("deepened", code == 0 and "gate: passed" in err, code, err)
    shutil.rmtree(shallow)

    # The base does not parse: said, and what is there counts as new.
    r.reset()
    r.replace("src/legacy.c", "#include <stdlib.h>", "#include <nowhere.h>")
    r.commit()
    r.git("branch", "-q", "-f", "main", "HEAD")
    r.replace("src/legacy.c", "#include <nowhere.h>", "#include <stdlib.h>")
    r.database()
    code, out, err = r.check()
    want("a base that does not parse", "src/legacy.c of the base could not be fully analysed" in err, code, err)

    # A changed file that nobody compiles.
    r.reset()
    r.write("src/windows.c", "#include <windows.h>\n")
    r.database(["src/" + n for n in ("item.c", "legacy.c", "caller.c", "clean.c", "util.c")])
    code, out, err = r.check("--format=sarif:x.sarif")
    want("not in the database", code == 0 and "src/windows.c: changed, but is not in the compile database" in err, code, err)
    with open(r.path("x.sarif"), encoding="utf-8") as file:
        run = json.load(file)["runs"][0]
    want("and in the log", [n["descriptor"]["id"] for n in run["invocations"][0]["toolExecutionNotifications"]] == ["deed-uncovered"], run["invocations"])
    # A file that does not parse now.
    r.reset()
    r.append("src/legacy.c", "int broken(void) { return nothing; }\n")
    r.database()
    code, out, err = r.check()
    want("a head that does not parse", code == 3, code, err)


def submodule(r):
    """A submodule with a defect since."""
    r.reset()
    sub = r.dir + ".sub"
    shutil.rmtree(sub, ignore_errors=True)
    os.makedirs(sub)
    for words in (("init", "-q", "-b", "main"), ("config", "user.name", "T"), ("config", "user.email", "t@example")):
        r.git(*words, cwd=sub)
    with open(os.path.join(sub, "lib.c"), "w", encoding="utf-8") as file:
        file.write("#include <stdlib.h>\n" + LEAKS % "lib_old")
    r.git("add", "-A", cwd=sub)
    r.git("commit", "-q", "-m", "lib", cwd=sub)
    r.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", "file://" + sub, "third/lib")
    r.commit()
    r.git("branch", "-q", "-f", "main", "HEAD")
    inner = r.path("third/lib")
    r.append("third/lib/lib.c", LEAKS % "lib_new")
    r.database()
    code, out, err = r.check()
    want("a dirty submodule", verdicts(out) == ["third/lib/lib.c:14 leak"] and "1 not new" in err, code, out, err)
    for words in (("config", "user.name", "T"), ("config", "user.email", "t@example"), ("commit", "-q", "-a", "-m", "more")):
        r.git(*words, cwd=inner)
    r.commit()
    code, out, err = r.check()
    want("a submodule that moved", verdicts(out) == ["third/lib/lib.c:14 leak"] and "1 not new" in err, code, out, err)
    # In a hook of a linked working tree git says which repository it is for: not the submodule.
    done = subprocess.run(["git", "rev-parse", "--absolute-git-dir"], cwd=r.dir, capture_output=True, text=True, check=True)
    code, out, err = r.check(env={"GIT_DIR": done.stdout.strip(), "GIT_INDEX_FILE": done.stdout.strip() + "/index", "GIT_PREFIX": ""})
    want("a submodule, asked in a hook", verdicts(out) == ["third/lib/lib.c:14 leak"] and "1 not new" in err, code, out, err)
    code, out, err = r.check(since="first")
    want("a submodule that is new", verdicts(out) == ["third/lib/lib.c:6 leak", "third/lib/lib.c:14 leak"], code, out, err)
    shutil.rmtree(r.path("third"))
    shutil.rmtree(r.path(".git/modules"))
    shutil.rmtree(sub)
    r.reset()


def baseline_and_gate(r):
    """Accepted findings do not fail the gate; a baseline that grew does, in CI."""
    r.reset()
    r.database()
    environment = {"CI": ""}
    def baseline(*words):
        done = subprocess.run([r.deed, "baseline", *words, "-p", "build"], cwd=r.dir, capture_output=True, text=True,
                              env=dict(os.environ, **environment))
        want("baseline %s" % (words,), done.returncode == 0, done.stderr)
    baseline("create")
    r.commit()
    r.git("branch", "-q", "-f", "main", "HEAD")
    new_use_after_free(r)
    code, out, err = r.check()
    want("new beside a baseline", code == 1 and verdicts(out) == ["src/clean.c:9 use-after-free"], out, err)
    r.append("src/legacy.c", "int more;\n")
    code, out, err = r.check("--strict-baseline")
    want("what is old and accepted is not fixed", verdicts(out) == ["src/clean.c:9 use-after-free"] and "0 fixed, 2 not new" in err and "prune" not in err, out, err)
    r.replace("src/legacy.c", "        return 1;\n", "        { free(buffer); return 1; }\n")
    code, out, err = r.check("--format=sarif:x.sarif")
    want("what is fixed is told once", "1 fixed, 1 not new" in err and "1 entry of .deed-baseline.jsonl is fixed" in err, err)
    with open(r.path("x.sarif"), encoding="utf-8") as file:
        states = [x["baselineState"] for x in json.load(file)["runs"][0]["results"]]
    want("and once in the log", sorted(states) == ["absent", "new", "unchanged"], states)
    # An equal defect at another place does not live on the entry of the old one.
    r.git("checkout", "-q", "src/legacy.c")
    r.append("src/legacy.c", "\n" + LEGACY_C[LEGACY_C.index("void"):].replace("    free(memory);\n    free(memory);\n}", "    memory = memory;\n    free(memory);\n    free(memory);\n}"))
    r.replace("src/legacy.c", "void legacy_twice(void) {\n    char *memory = malloc(8);\n    memory = memory;", "static void legacy_twice_too(void) {\n    char *memory = malloc(8);\n    memory = memory;")
    code, out, err = r.check()
    want("an old entry is for the old finding", verdicts(out) == ["src/clean.c:9 use-after-free", "src/legacy.c:21 double-free"], out, err)
    r.git("checkout", "-q", "src/legacy.c")
    baseline("update")
    r.commit()
    code, out, err = r.check()
    want("accepted", code == 0 and "grew" in err, code, err)
    code, out, err = r.check("--ci")
    want("but not in CI", code == 1 and "src/clean.c:9" in err and "may only shrink" in err, code, err)


def linked(r):
    """The project under another name, in a linked working tree, from a folder below."""
    r.reset()
    release_deleted_and_nothing_else(r)
    r.database()
    link = r.dir + ".link"
    if os.path.islink(link):
        os.remove(link)
    os.symlink(r.dir, link)
    with open(r.path("build/compile_commands.json"), encoding="utf-8") as file:
        text = file.read()
    with open(r.path("build/compile_commands.json"), "w", encoding="utf-8") as file:
        file.write(text.replace(r.dir, link))
    code, out, err = r.check(cwd=link)
    want("through a link", [v.split("/")[-1] for v in verdicts(out)] == ["clean.c:8 leak"] and "0 not new" in err, out, err)
    os.remove(link)
    r.database()
    code, out, err = r.check(cwd=r.path("src"))
    want("from a folder below", verdicts(out) == ["clean.c:8 leak"], out, err)
    tree = r.dir + ".tree"
    shutil.rmtree(tree, ignore_errors=True)
    r.git("worktree", "prune")
    r.git("worktree", "add", "-q", "--detach", tree, "work")
    clone = Repository.__new__(Repository)
    clone.dir, clone.deed = tree, r.deed
    clone.database()
    code, out, err = clone.check()
    want("a linked working tree", verdicts(out) == ["src/clean.c:8 leak"], out, err)
    r.git("worktree", "remove", "--force", tree)
    # The command that the summary gives repeats it.
    code, out, err = r.check()
    command = re.search(r"to repeat it: (.*)", err)[1]
    again = subprocess.run(command.replace("deed", r.deed, 1), shell=True, cwd=r.dir, capture_output=True, text=True)
    want("the command to repeat it", (again.returncode, again.stdout) == (code, out), command, again.stdout, again.stderr)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--deed", required=True)
    parser.add_argument("--dir", required=True)
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    r = Repository(os.path.realpath(args.dir), os.path.realpath(args.deed))
    bad = 0
    chosen = [s for s in scenes if not args.names or s[0] in args.names]
    for each in chosen:
        problems = run_scene(r, *each)
        if problems:
            bad += 1
            print("FAILED: %s\n  %s" % (each[0], "\n  ".join(problems)))
    print("%d of %d scenes right" % (len(chosen) - bad, len(chosen)))
    for story in (bad_input, submodule, baseline_and_gate, linked):
        if not args.names or story.__name__ in args.names:
            story(r)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
