"""ci.py --deed BIN --root DIR --dir DIR: the Action's step, GitLab's job, pre-commit's hooks, run here."""
import argparse
import json
import os
import shutil
import subprocess
import sys

import yaml

CLEAN = "#include <stdlib.h>\nvoid f(void) {\n    char *p = malloc(1);\n    free(p);\n}\n"
TWICE = CLEAN.replace("    free(p);\n", "    free(p);\n    free(p);\n")


def want(step, condition, *shown):
    if not condition:
        sys.exit("\n".join(["FAILED: " + step, *map(str, shown)]))


def git(folder, *words):
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, env=dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null"))
    want("git %s" % (words,), done.returncode == 0, done.stderr)


def write(folder, text):
    with open(os.path.join(folder, "a.c"), "w", encoding="utf-8") as file:
        file.write(text)


def database(folder):
    os.makedirs(os.path.join(folder, "build"), exist_ok=True)
    with open(os.path.join(folder, "build/compile_commands.json"), "w", encoding="utf-8") as file:
        json.dump([{"directory": folder, "file": "a.c", "arguments": ["cc", "-c", "a.c"]}], file)


def shell(script, folder, env):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "CI", "DEED"))}
    return subprocess.run(["bash", "-c", script], cwd=folder, env=dict(clean, GIT_CONFIG_GLOBAL="/dev/null", **env), capture_output=True, text=True)


def main():
    parser = argparse.ArgumentParser()
    for name in ("deed", "root", "dir"):
        parser.add_argument("--" + name, required=True)
    args = parser.parse_args()
    shutil.rmtree(args.dir, ignore_errors=True)
    origin, clone = os.path.join(args.dir, "origin"), os.path.join(args.dir, "clone")
    os.makedirs(origin)
    git(origin, "init", "-q", "-b", "main")
    for key, value in (("user.name", "T"), ("user.email", "t@example")):
        git(origin, "config", key, value)
    write(origin, CLEAN)
    with open(os.path.join(origin, ".gitignore"), "w", encoding="utf-8") as file:
        file.write("build/\ndeed*\n*.txt\n")
    git(origin, "add", "-A")
    git(origin, "commit", "-q", "-m", "first")
    git(origin, "checkout", "-q", "-b", "topic")
    write(origin, TWICE)
    git(origin, "commit", "-q", "-a", "-m", "second")
    # As actions/checkout leaves it: one commit, no base branch.
    git(args.dir, "clone", "-q", "--depth=1", "--branch=topic", "file://" + origin, clone)
    database(clone)

    # GitHub
    action = yaml.safe_load(open(os.path.join(args.root, "action.yml"), encoding="utf-8"))
    steps = [s for s in action["runs"]["steps"] if "run" in s]
    used = {s["uses"].split("@")[0]: s for s in action["runs"]["steps"] if "uses" in s}
    want("the other steps", set(used) == {"actions/cache", "github/codeql-action/upload-sarif"} and used["actions/cache"]["with"]["path"] == "~/.cache/deed", used)
    want("a composite action", action["runs"]["using"] == "composite" and set(action["outputs"]) == {"sarif", "exit-code"}, action)
    defaults = {k: str(v["default"]) for k, v in action["inputs"].items()}
    environment = {k: v.replace("${{ inputs.", "").replace(" }}", "") for k, v in steps[0]["env"].items()}
    environment = {k: defaults[v] for k, v in environment.items()}
    output, summary = os.path.join(args.dir, "output.txt"), os.path.join(args.dir, "summary.txt")
    environment.update(DEED=args.deed, GITHUB_ACTION_PATH=args.root, GITHUB_BASE_REF="main", GITHUB_OUTPUT=output, GITHUB_STEP_SUMMARY=summary, CI="true")
    done = shell(steps[0]["run"], clone, environment)
    want("the action's gate", done.returncode == 1 and "::error file=a.c,line=5," in done.stdout and "gate: failed: 1 new finding" in done.stderr, done.stdout, done.stderr)
    outputs = dict(line.split("=") for line in open(output, encoding="utf-8").read().split())
    want("its outputs", outputs == {"exit-code": "1", "sarif": "deed.sarif"}, outputs)
    want("its summary", "a.c:5" in open(summary, encoding="utf-8").read())
    results = json.load(open(os.path.join(clone, "deed.sarif"), encoding="utf-8"))["runs"][0]["results"]
    want("its log", [r["ruleId"] for r in results] == ["ownership-double-free"])
    # Without a base, with options; then with nothing to report; then without deed.
    done = shell(steps[0]["run"], clone, dict(environment, GITHUB_BASE_REF="", DEED_ARGS="--checks=-*,ownership-leak\n--quiet\n"))
    want("the action on all files", done.returncode == 0 and not done.stderr, done.stdout, done.stderr)
    want("an empty log is a log", json.load(open(os.path.join(clone, "deed.sarif"), encoding="utf-8"))["runs"][0]["results"] == [])
    done = shell(steps[0]["run"], clone, dict(environment, DEED="no-such-deed"))
    want("no deed", done.returncode == 2 and "::error title=deed::there is no 'no-such-deed'" in done.stdout, done.stdout)

    # GitLab
    job = yaml.safe_load(open(os.path.join(args.root, "ci/deed.gitlab-ci.yml"), encoding="utf-8"))[".deed"]
    want("what is kept is what deed writes", job["variables"]["XDG_CACHE_HOME"] + "/deed/" == "$CI_PROJECT_DIR/" + job["cache"]["paths"][0], job)
    variables = {k: v.replace("$CI_PROJECT_DIR", clone) for k, v in job["variables"].items()}
    variables = dict(variables, DEED=args.deed, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main", CI="true")
    done = shell("\n".join(job["script"]), clone, variables)
    cached = subprocess.run(["git", "status", "--porcelain", ".deed-cache"], cwd=clone, capture_output=True, text=True)
    want("the cache is no part of the change", os.path.isdir(os.path.join(clone, ".deed-cache/deed")) and not cached.stdout, cached.stdout)
    want("GitLab's job", done.returncode == 1 and "error[ownership-double-free]" in done.stdout, done.stdout, done.stderr)
    for name in job["artifacts"]["paths"] + list(job["artifacts"]["reports"].values()):
        want("GitLab's artifact " + name, os.path.getsize(os.path.join(clone, name)) > 10)
    want("GitLab's report", json.load(open(os.path.join(clone, job["artifacts"]["reports"]["codequality"]), encoding="utf-8"))[0]["location"]["path"] == "a.c")

    # pre-commit
    hooks = {h["id"]: h for h in yaml.safe_load(open(os.path.join(args.root, ".pre-commit-hooks.yaml"), encoding="utf-8"))}
    path = os.path.dirname(args.deed) + os.pathsep + os.environ["PATH"]
    done = shell(hooks["deed"]["entry"], clone, {"PATH": path})
    want("the hook passes on what was committed before", done.returncode == 0, done.stdout, done.stderr)
    write(clone, TWICE + TWICE.replace("f(void)", "g(void)"))
    git(clone, "add", "-A")
    done = shell(hooks["deed"]["entry"], clone, {"PATH": path})
    want("the hook fails on what is staged", done.returncode == 1 and done.stdout.startswith("a.c:11:5: error:") and done.stdout.count("\n") == 1, done.stdout, done.stderr)
    done = shell(hooks["deed-all"]["entry"], clone, {"PATH": path})
    want("the other hook", done.returncode == 1 and done.stdout.count("\n") == 2, done.stdout)
    shutil.rmtree(os.path.join(clone, "build"))
    done = shell(hooks["deed"]["entry"], clone, {"PATH": path})
    want("a hook without a database", done.returncode == 2 and "no compile_commands.json" in done.stderr, done.stderr)
    print("ok")


main()
