#!/usr/bin/env python3
"""program.py DEED: the gate over several files, deed check --since, with --index and without.

What a change in one file's body breaks in another file that nobody touched is new; what was there is not.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FILES = {
    "take.c": "#include <stdlib.h>\nvoid take(char *p) { free(p); }\nvoid look(char *p) { (void)p; }\n",
    "use.c": "#include <stdlib.h>\nvoid take(char *p);\nvoid look(char *p);\n"
             "void given(void) {\n  char *p = malloc(1);\n  take(p);\n}\n"
             "void seen(void) {\n  char *p = malloc(1);\n  look(p);\n  free(p);\n}\n"
             "void old(void) {\n  char *p = malloc(1);\n  take(p);\n  take(p);\n}\n"
             "void meant(void) {\n  char *p = malloc(1);\n  take(p);\n  take(p); // NOLINT\n}\n",
    # Passes on: what far() does is what take() does, and far.c does not change.
    "far.c": "void take(char *p);\nvoid far(char *p) { take(p); }\n",
    "end.c": "#include <stdlib.h>\nvoid far(char *p);\nint end(int n) {\n  char *p = malloc(1);\n  far(p);\n  return n;\n}\n",
}


def main():
    deed = os.path.realpath(sys.argv[1])
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)

        def git(*words):
            subprocess.run(["git", "-c", "user.name=n", "-c", "user.email=e", *words], cwd=folder, check=True, capture_output=True)

        def gate(*options):
            done = subprocess.run([deed, "check", "--since=HEAD", "--format=json", "--cache-dir=" + temporary + "/cache", *options,
                                   *sorted(FILES), "--", "-std=c11"], cwd=folder, capture_output=True, text=True, check=False)
            lines = [json.loads(line) for line in done.stdout.splitlines()]
            return done.returncode, sorted("%s:%d %s" % (l["place"]["file"], l["place"]["line"], l["rule"]) for l in lines
                                           if l["type"] == "finding" and l.get("fails", True) and "suppressed" not in l)

        def expect(what, wanted, near=None):
            """NEAR: what is seen without --index, if it is less: by the files that changed, their callers, and what these call."""
            for option, each in (("--index", wanted), ("--quiet", wanted if near is None else near)):
                for _ in range(2): # cold, and with the cache
                    found = gate(option)
                    if found != (int(bool(each)), each):
                        sys.exit("%s, %s: %s, expected %s" % (what, option, found, each))

        def write(**texts):
            for name, text in FILES.items():
                (folder / name).write_text(texts.get(name[:-2], text))

        write()
        git("init", "-q")
        git("add", ".")
        git("commit", "-qm", "base")
        expect("nothing changed", [])
        keeps = FILES["take.c"].replace("free(p);", "(void)p;")
        write(take=keeps)
        expect("take() frees no more", ["end.c:6 ownership-leak", "use.c:17 ownership-leak", "use.c:22 ownership-leak", "use.c:7 ownership-leak"])
        found = gate("--no-index")
        if found != (0, []):
            sys.exit("each file alone: %s" % (found,))
        write(take=FILES["take.c"].replace("look(char *p) { (void)p;", "look(char *p) { free(p);"))
        expect("look() frees", ["use.c:11 ownership-double-free"])
        write(take="\n\n" + FILES["take.c"])
        expect("lines move", [])
        write(use=FILES["use.c"].replace("  take(p);\n}\nvoid seen", "  take(p);\n  free(p);\n}\nvoid seen"))
        expect("new code beside what a body elsewhere does", ["use.c:7 ownership-double-free"])
        # What is looked at: the changed file twice, what it calls once, and nothing else.
        done = subprocess.run([deed, "check", "--since=HEAD", "--no-cache", "--format=short", "--progress=always", *sorted(FILES), "--", "-std=c11"],
                              cwd=folder, capture_output=True, text=True, check=False)
        seen = sorted(" ".join(re.sub(r"\[.*?\] ", "", line).split()[1:]) for line in done.stderr.splitlines() if "/1] " in line)
        if seen != ["base use.c", "take.c", "use.c"]:
            sys.exit("what the gate analysed: %s\n%s" % (seen, done.stderr))
        write(end=FILES["end.c"].replace("  return n;", "  free(p);\n  return n;"))
        # far() passes it on to a third file: that takes the whole program.
        expect("through two files", ["end.c:6 ownership-double-free"], near=[])
        write(use=FILES["use.c"].replace("void given", "// a line above what is silenced\n\nvoid given"))
        expect("lines move in the other file", [])
        write(use=FILES["use.c"].replace(" // NOLINT", ""))
        expect("a NOLINT that goes", ["use.c:21 ownership-double-free"])


if __name__ == "__main__":
    main()
