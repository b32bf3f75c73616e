"""Extracts the examples of docs/checks/*.md and runs them through run_both.

    pages.py --pages=DIR --out=DIR --runner -- RUN_BOTH ARGUMENTS...

Every ```c block is a translation unit of its own. One under `## Example` must
expect the page's rule at least once (`// expect: <rule>`); one under
`## Instead` expects nothing. The page's rule is on, also where it is off without a profile.
"""
import pathlib
import re
import subprocess
import sys


# Rules that are no checks of clang-tidy.
TOOL_ONLY = ("suppression",)


def blocks(text):
    """Yields (section, number of the line before the code, code)."""
    section, start, lines = "", None, []
    for number, line in enumerate(text.splitlines(), 1):
        if start is None:
            heading = re.match(r"## (.*?)\s*$", line)
            if heading:
                section = heading.group(1)
            elif re.match(r"```c\s*$", line):
                start, lines = number, []
        elif line.startswith("```"):
            yield section, start, "\n".join(lines) + "\n"
            start = None
        else:
            lines.append(line)


def also(runner, rule):
    """What turns the rule on if it is off by default."""
    deed = next(a.split("=", 1)[1] for a in runner if a.startswith("--deed="))
    listed = subprocess.run([deed, "check", "--list-checks"], capture_output=True, text=True, check=True).stdout
    return [] if "ownership-" + rule in listed.split() else ["--also=" + rule]


def main():
    at = sys.argv.index("--")
    options = dict(a.lstrip("-").split("=", 1) for a in sys.argv[1:at] if "=" in a)
    runner = sys.argv[at + 1:]
    out = pathlib.Path(options["out"])
    problems = []
    for page in sorted(pathlib.Path(options["pages"]).glob("*.md")):
        seen = set()
        for section, line, code in blocks(page.read_text()):
            if section not in ("Example", "Instead"):
                continue
            seen.add(section)
            where = "%s:%d" % (page.name, line)
            expects = re.findall(r"expect[^:\s]*:\s*([a-z-]+)", code)
            if section == "Example" and page.stem not in expects:
                problems.append("%s: the example must say `// expect: %s`" % (where, page.stem))
            if section == "Instead" and expects:
                problems.append("%s: what to do instead must be silent" % where)
            # Blank lines in front make the lines of messages those of the page.
            file = out / ("%s-%s-%d.c" % (page.stem, section.lower(), line))
            file.write_text("\n" * line + code)
            alone = ["--tool-only"] if page.stem in TOOL_ONLY else []
            result = subprocess.run([*runner, *alone, *also(runner, page.stem), str(file)], capture_output=True, text=True, check=False)
            if result.returncode:
                problems.append("%s (%s):\n%s%s" % (where, section, result.stdout, result.stderr))
        for section in ("Example", "Instead"):
            if section not in seen:
                problems.append("%s: no C code under '## %s'" % (page.name, section))
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
