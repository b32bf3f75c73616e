"""formats.py --deed BIN --inputs DIR --dir DIR --validate PY --schema JSON: logs for other programs."""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as tree

FORMATS = {"github": "gh.txt", "gitlab": "gl.json", "junit": "ju.xml", "checkstyle": "cs.xml", "rdjson": "rd.json", "html": "page.html"}


def want(step, condition, *shown):
    if not condition:
        sys.exit("\n".join(["FAILED: " + step, *map(str, shown)]))


def run(args, *words, env=None):
    done = subprocess.run([args.deed, *words], cwd=args.dir, capture_output=True, text=True, env=dict(os.environ, **(env or {})))
    return done.returncode, done.stdout, done.stderr


def data_of(page):
    text = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1]
    return json.loads(text)


def check_all(args, files, code, name, findings, failed=()):
    formats = ["--format=%s:%s" % pair for pair in FORMATS.items()]
    summary = os.path.join(args.dir, "summary.md")
    if os.path.exists(summary):
        os.remove(summary)
    got, out, err = run(args, "check", "--quiet", *formats, *files, "--", env={"GITHUB_STEP_SUMMARY": summary})
    want(name + ": exit", got == code and not out, got, out, err)
    read = lambda key: open(os.path.join(args.dir, FORMATS[key]), encoding="utf-8").read()

    lines = read("github").splitlines()
    commands = [re.match(r"::(error|warning|notice) file=([^,]*)(?:,line=(\d+),endLine=\d+,col=\d+(?:,endColumn=\d+)?)?,title=([\w-]+)::(.+)$", line) for line in lines[:-1]]
    want(name + ": github", all(commands) and [(c[2], c[3]) for c in commands][:len(findings)] == [(f, str(l)) for f, l, _ in findings], lines)
    want(name + ": github names failures", len(commands) == len(findings) + len(failed), lines)
    text = open(summary, encoding="utf-8").read()
    want(name + ": step summary", text.startswith("### Deed: ") and text.count("\n| ") == (len(findings) + 1 if findings else 0), text)

    items = json.loads(read("gitlab"))
    want(name + ": gitlab", len(items) == len(findings) + len(failed), items)
    for item in items:
        want(name + ": gitlab item", {"description", "check_name", "fingerprint", "severity", "location"} <= set(item)
             and item["severity"] in ("info", "minor", "major", "critical", "blocker")
             and not item["location"]["path"].startswith(("/", "./")) and item["location"]["lines"]["begin"] >= 1, item)
    want(name + ": gitlab fingerprints", len({i["fingerprint"] for i in items}) == len(items))

    suites = tree.fromstring(read("junit"))
    suite = suites.find("testsuite")
    cases = suite.findall("testcase")
    want(name + ": junit", suites.tag == "testsuites" and int(suite.get("tests")) == len(cases) and int(suite.get("failures")) == len(findings)
         == sum(len(c.findall("failure")) for c in cases) and int(suite.get("errors")) == len(failed) == sum(len(c.findall("error")) for c in cases), read("junit"))
    want(name + ": junit names", len({(c.get("classname"), c.get("name")) for c in cases}) == len(cases))
    want(name + ": junit as Surefire has it", set(suite.attrib) == {"name", "time", "tests", "failures", "errors", "skipped"} and
         all(set(c.attrib) == {"name", "classname", "time"} for c in cases) and all(e.get("type") for c in cases for e in c))
    want(name + ": junit has every file", {c.get("classname") for c in cases} >= set(files))

    style = tree.fromstring(read("checkstyle"))
    errors = [(f.get("name"), int(e.get("line")), e.get("source")) for f in style.findall("file") for e in f.findall("error")]
    want(name + ": checkstyle", style.tag == "checkstyle" and sorted(e for e in errors if "ownership" in e[2]) == sorted((f, l, "deed.ownership-" + r) for f, l, r in findings), errors)
    want(name + ": checkstyle severities", all(e.get("severity") in ("error", "warning", "info") for e in style.iter("error")))

    reviewdog = json.loads(read("rdjson"))
    want(name + ": rdjson", reviewdog["source"]["name"] == "deed" and len(reviewdog["diagnostics"]) == len(findings) + len(failed), reviewdog)
    for d in reviewdog["diagnostics"][:len(findings)]:
        r = d["location"]["range"]
        want(name + ": rdjson range", d["severity"] in ("ERROR", "WARNING", "INFO") and r["start"]["line"] >= 1 and (r["end"]["line"], r["end"]["column"]) >= (r["start"]["line"], r["start"]["column"]), d)

    page = read("html")
    want(name + ": html", "http://" not in page.replace("http://www.w3.org/2000/svg", "") and "src=" not in page and "@DATA@" not in page)
    want(name + ": html data", len(data_of(page)["findings"]) == len(findings), page[-300:])


def other_tools(args):
    log = os.path.join(args.inputs, "other.sarif")
    code, out, err = run(args, "report", log, "-o", "other.html")
    want("another tool's log", code == 0, code, err)
    page = open(os.path.join(args.dir, "other.html"), encoding="utf-8").read()
    data = data_of(page)
    want("another tool's findings", [(f["msg"], f["level"]) for f in data["findings"]] == [
        ("value 'alpha' is bad, see the docs", "error"), ("</script><script>document.title='bad'</script>", "note"),
        ("only *markdown*", "warning"), ("", "warning")], data["findings"])
    want("a decoded name", data["files"][0]["path"] == "gone/file name.c" and data["files"][0]["lines"] == {"3": "int third;"}, data["files"])
    want("its path", [s["msg"] for s in data["findings"][0]["steps"]] == ["a step"], data["findings"][0])
    want("nothing ends the script", "</script><script>" not in page)
    want("titles", data["title"] == "Other & <Tool> 7, a tool without a name, a tool without a name", data["title"])
    bad = [("text", "no JSON here", "is no JSON"), ("json", '{"a": 1}', "no SARIF log"), ("list", "[]", "no SARIF log"),
           ("old", '{"version": "1.0.0", "runs": []}', "SARIF 1.0.0"), ("empty", "", "is no JSON")]
    for name, text, message in bad:
        with open(os.path.join(args.dir, name), "w", encoding="utf-8") as file:
            file.write(text)
        code, out, err = run(args, "report", name, "-o", "bad.html")
        want("a log that is none: " + name, code == 2 and name + " " in err and message in err, code, err)
        want("nothing is written", not os.path.exists(os.path.join(args.dir, "bad.html")))
    for words, message in ((["report"], "needs a SARIF log"), (["report", log], "needs -o"), (["report", "nowhere", "-o", "x"], "cannot read nowhere"),
                           (["report", "--what", log], "unknown option")):
        code, _, err = run(args, *words)
        want(str(words), code == 2 and message in err, err)


def consumers(args):
    """SARIF for a consumer: nothing that is suppressed, and its names."""
    with open(os.path.join(args.dir, "silenced.c"), "w", encoding="utf-8") as file:
        file.write('#include <stdlib.h>\nvoid f(void) {\n    char *p = malloc(1);\n    free(p);\n    free(p); // NOLINT\n}\n')
    azure = {"SYSTEM_DEFINITIONID": "12", "BUILD_BUILDID": "34", "SYSTEM_PHASEID": "4f1f1c30-0000-4000-8000-000000000000", "BUILD_DEFINITIONNAME": "nightly", "SYSTEM_PHASENAME": "lint"}
    for words, results, ident in (([], 1, "deed/default/"), (["--sarif-for=github"], 0, "deed/default/"), (["--sarif-for=azure"], 0, "azuredevops/pipeline/build/12/34/deed")):
        code, _, err = run(args, "check", "--quiet", "--format=sarif:c.sarif", *words, "silenced.c", "--", env=azure)
        run_ = json.load(open(os.path.join(args.dir, "c.sarif"), encoding="utf-8"))["runs"][0]
        want("consumer %s" % words, code == 0 and len(run_["results"]) == results and run_["automationDetails"]["id"] == ident, run_["automationDetails"])
        done = subprocess.run([sys.executable, args.validate, args.schema, os.path.join(args.dir, "c.sarif")], capture_output=True, text=True)
        want("valid", done.returncode == 0, done.stdout)
    want("azure's properties", run_["automationDetails"]["properties"]["azuredevops/pipeline/build/buildDefinitionName"] == "nightly")


def main():
    parser = argparse.ArgumentParser()
    for name in ("deed", "inputs", "dir", "validate", "schema"):
        parser.add_argument("--" + name, required=True)
    args = parser.parse_args()
    shutil.rmtree(args.dir, ignore_errors=True)
    os.makedirs(os.path.join(args.dir, ".git"))
    odd = 'odd, "na:me"%.c'
    shutil.copy(os.path.join(args.inputs, "odd.c"), os.path.join(args.dir, "odd.c"))
    with open(os.path.join(args.dir, "clean.c"), "w", encoding="utf-8") as file:
        file.write("int clean;\n")
    with open(os.path.join(args.dir, "broken.c"), "w", encoding="utf-8") as file:
        file.write("int broken(void) { return undeclared; }\n")
    # Errors come first in GitHub's: there only ten of a level are shown.
    found = [("odd.c", 14, "double-free"), ("odd.c", 7, "leak")]
    check_all(args, ["clean.c"], 0, "nothing", [])
    check_all(args, ["clean.c", "odd.c"], 1, "two", found)
    check_all(args, ["broken.c", "clean.c", "odd.c"], 3, "broken", found, failed=["broken.c"])
    shutil.copy(os.path.join(args.inputs, "odd.c"), os.path.join(args.dir, odd))
    code, out, _ = run(args, "check", "--quiet", "--format=github", odd, "--")
    want("escapes", code == 1 and out.startswith("::error file=odd%2C \"na%3Ame\"%25.c,line=14"), out)
    with open(os.path.join(args.dir, "latin.c"), "wb") as file:
        file.write(b'#include <stdlib.h>\nint f(int flag) {\n    char *p = malloc(1); /* \xe9\x01 */\n    if (!p) return 0;\n    if (flag == \'\xe9\')\n        return 1;\n    free(p);\n    return 0;\n}\n')
    check_all(args, ["latin.c"], 1, "bytes that are no UTF-8", [("latin.c", 6, "leak")])
    # Two findings at one place: GitLab takes cases of one name for one.
    with open(os.path.join(args.dir, "pair.c"), "w", encoding="utf-8") as file:
        file.write("#include <stdlib.h>\nint f(int n) {\n    char *p = malloc(1), *q = malloc(2);\n    if (n)\n        return 1;\n    free(p);\n    free(q);\n    return 0;\n}\n")
    check_all(args, ["pair.c"], 1, "one place", [("pair.c", 5, "leak"), ("pair.c", 5, "leak")])
    other_tools(args)
    consumers(args)
    print("ok")


main()
