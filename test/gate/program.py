#!/usr/bin/env python3
"""program.py DEED: the gate over a whole program, deed check --since --index.

What a change in one file's body breaks in another file that nobody touched is new; what was there is not.
"""
import json
import pathlib
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
}


def main():
    deed = sys.argv[1]
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)

        def git(*words):
            subprocess.run(["git", "-c", "user.name=n", "-c", "user.email=e", *words], cwd=folder, check=True, capture_output=True)

        def gate(*options):
            done = subprocess.run([deed, "check", "--since=HEAD", "--format=json", "--cache-dir=" + temporary + "/cache", *options,
                                   "take.c", "use.c", "--", "-std=c11"], cwd=folder, capture_output=True, text=True, check=False)
            lines = [json.loads(line) for line in done.stdout.splitlines()]
            return done.returncode, sorted("%s:%d %s" % (l["place"]["file"], l["place"]["line"], l["rule"]) for l in lines
                                           if l["type"] == "finding" and l.get("fails", True) and "suppressed" not in l)

        def expect(what, wanted, *options):
            for _ in range(2): # cold, and with the cache
                found = gate("--index", *options)
                if found != (int(bool(wanted)), wanted):
                    sys.exit("%s: %s, expected %s" % (what, found, wanted))

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
        expect("take() frees no more", ["use.c:17 ownership-leak", "use.c:22 ownership-leak", "use.c:7 ownership-leak"])
        write(take=FILES["take.c"].replace("look(char *p) { (void)p;", "look(char *p) { free(p);"))
        expect("look() frees", ["use.c:11 ownership-double-free"])
        write(take="\n\n" + FILES["take.c"])
        expect("lines move", [])
        write(use=FILES["use.c"].replace("void given", "// a line above what is silenced\n\nvoid given"))
        expect("lines move in the other file", [])
        write(use=FILES["use.c"].replace(" // NOLINT", ""))
        expect("a NOLINT that goes", ["use.c:21 ownership-double-free"])


if __name__ == "__main__":
    main()
