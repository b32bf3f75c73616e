#!/usr/bin/env python3
"""users.py DEED: a contract that changes in one file has exactly its users analysed again; a change that is none, nobody.

With `--enable-check-profile=FILE` a run tells what it did: parsed files, functions solved again with the index.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

FILES = {
    "api.h": "void take(char *p);\nvoid look(char *p);\nint middle(char *p);\n",
    "take.c": "#include <stdlib.h>\n#include \"api.h\"\nvoid take(char *p) { free(p); }\n",
    "look.c": "#include \"api.h\"\nvoid look(char *p) { p[0] = 1; }\n",
    "middle.c": "#include \"api.h\"\nint middle(char *p) { if (!p) return 0; take(p); return 1; }\n",
    "direct.c": "#include <stdlib.h>\n#include \"api.h\"\nvoid direct(void) { char *p = malloc(1); if (p) take(p); }\n"
                "void direct_look(void) { char *p = malloc(1); if (p) look(p); free(p); }\n",
    "through.c": "#include <stdlib.h>\n#include \"api.h\"\nvoid through(void) { char *p = malloc(1); if (p) middle(p); }\n",
    "alone.c": "#include <stdlib.h>\nvoid alone(void) { char *p = malloc(1); free(p); }\n",
}


def main():
    deed = sys.argv[1]
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        (folder / ".git").mkdir()
        for name, text in FILES.items():
            (folder / name).write_text(text)

        def run(*files):
            subprocess.run([deed, "check", "--cache-dir=" + temporary + "/cache", "--index", "--quiet", "-j2",
                            "--enable-check-profile=trace.json", *(files or ["."]), "--", "-std=c11"], cwd=folder, check=False,
                           capture_output=True)
            events = json.loads((folder / "trace.json").read_text())["traceEvents"]
            parsed = sorted(e["args"]["file"] for e in events if e["cat"] == "parse")
            # Those of a file that changed are its own business.
            return parsed, sorted(e["name"] for e in events if e["cat"] == "function with the index"
                                  and (len(parsed) > 1 or e["args"]["file"] not in parsed))

        def expect(what, files, functions):
            found = run()
            if found != (sorted(files), sorted(functions)):
                sys.exit("%s: analysed %s, expected %s" % (what, found, (files, functions)))

        def edit(name, old, new):
            text = (folder / name).read_text()
            assert old in text
            (folder / name).write_text(text.replace(old, new))

        first = run()
        assert len(first[0]) == 6 and "through" in first[1], first
        expect("nothing changed", [], [])
        edit("take.c", "free(p); }", "free(p); } // and nothing more")
        expect("a comment behind", ["take.c"], [])
        edit("take.c", "free(p); }", "p[0] = 0; free(p); }")
        found = run()
        # What it does to callers is the same, but that it writes through it: only those who call it may be asked again.
        assert found[0] == ["take.c"] and set(found[1]) <= {"middle", "direct", "through"}, found
        edit("take.c", "p[0] = 0; free(p);", "(void)p;")
        expect("it frees no more", ["take.c"], ["middle", "direct", "through"])
        edit("look.c", "p[0] = 1;", "(void)p; // looks")
        found = run()
        assert found[0] == ["look.c"] and set(found[1]) <= {"direct_look"}, found
        edit("look.c", "(void)p; // looks", "free(p);")
        expect("another contract", ["look.c"], ["direct_look"])
        edit("alone.c", "malloc(1)", "malloc(2)")
        expect("a file that nobody calls", ["alone.c"], [])
        # Back to what was once known.
        edit("alone.c", "malloc(2)", "malloc(1)")
        expect("as it was", [], [])


if __name__ == "__main__":
    main()
