"""Every line of Checks.def has its page and its tests, and nothing else has."""
import pathlib
import re
import sys

SECTIONS = ["What it finds", "Why it matters", "Example", "Instead", "What it misses", "Options"]


def main(root):
    problems = []
    rules, numbers = [], []
    for line in (root / "checks/Checks.def").read_text().splitlines():
        match = re.match(r'DEED_RULE\(\w+,\s*(\d+),\s*"([a-z-]+)"', line)
        if match:
            numbers.append(match.group(1))
            rules.append(match.group(2))
    if not rules:
        problems.append("checks/Checks.def: no rule found")
    for name, items in (("number", numbers), ("name", rules)):
        for item in sorted({i for i in items if items.count(i) > 1}):
            problems.append("checks/Checks.def: %s %s is used twice" % (name, item))

    for rule in rules:
        page = root / "docs/checks" / (rule + ".md")
        if not page.is_file():
            problems.append("docs/checks/%s.md: missing" % rule)
        else:
            headings = re.findall(r"^## (.*?)\s*$", page.read_text(), re.M)
            wanted = [h for h in headings if h in SECTIONS]
            if wanted != SECTIONS:
                problems.append("docs/checks/%s.md: the sections are %s; they must be %s"
                                % (rule, ", ".join(headings), ", ".join(SECTIONS)))
        tests = root / "test/checks" / rule
        if not tests.is_dir():
            problems.append("test/checks/%s: missing" % rule)
            continue
        text = "".join(f.read_text(errors="replace") for f in sorted(tests.glob("*.c")))
        if "_bad" not in text or "_ok" not in text:
            problems.append("test/checks/%s: needs functions named _bad and _ok" % rule)
        if not re.search(r"expect[^:]*: %s\b" % rule, text):
            problems.append("test/checks/%s: no test expects %s" % (rule, rule))

    for folder, kind in (("docs/checks", "*.md"), ("test/checks", "*")):
        for path in sorted((root / folder).glob(kind)):
            if path.stem not in rules and path.name not in ("README.md", "lit.local.cfg", "Inputs", "patterns"):
                problems.append("%s: no rule of this name in Checks.def" % path.relative_to(root))

    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
