#!/usr/bin/env python3
"""Runs C files through both front ends and compares with what they expect.

    run_both.py --deed=BIN [--clang-tidy=BIN --module=SO] FILE.c... [--rules=a,b | --also=c] [-- FLAGS]

The rules that are on are those of `deed check` without options, or --rules, and --also.

In a C file, a comment at the end of a line names a finding expected there:

    free(own_x); // expect: double-free
    // expect@-1: leak: 'own_y' is never released
    use(x);      // expect: use-after-free // expect: leak

`expect` means one finding of that rule at that line, with the message's text
somewhere in it; `expect@+N` and `expect@-N` mean another line; `expect@header.h:N`
means line N of an included file of that name. Everything else that is found is a
failure. Both front ends must find the same: line, column, rule and message.
"""
import argparse
import os
import re
import subprocess
import sys
from collections import Counter, namedtuple

Finding = namedtuple("Finding", "file line column rule message")
Expected = namedtuple("Expected", "file line rule text")

EXPECT = re.compile(
    r"expect(?:@(?:(?P<offset>[+-]\d+)|(?P<file>[\w./-]+):(?P<line>\d+)))?:\s*"
    r"(?P<rule>[a-z][a-z-]*)(?::\s*(?P<text>.*?))?\s*(?=\*/|//\s*expect|$)"
)
PRINTED = re.compile(
    r"^(?P<file>[^:\n]+):(?P<line>\d+):(?P<column>\d+): "
    r"(?:warning|error|note|remark): (?P<message>.*) \[(?P<checks>[^\]\s]+)\]$"
)


def expectations(path):
    result = []
    with open(path, encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, 1):
            comment = re.search(r"//|/\*", line)
            if not comment or "expect" not in line:
                continue
            for match in EXPECT.finditer(line, comment.start()):
                where = number + int(match["offset"] or 0)
                name = os.path.basename(path)
                if match["file"]:
                    name, where = os.path.basename(match["file"]), int(match["line"])
                result.append(Expected(name, where, match["rule"], match["text"] or ""))
    return result


def findings(output):
    result = []
    for line in output.splitlines():
        match = PRINTED.match(line)
        if not match:
            continue
        for check in match["checks"].split(","):
            if check.startswith("ownership-"):
                result.append(
                    Finding(
                        os.path.basename(match["file"]),
                        int(match["line"]),
                        int(match["column"]),
                        check[len("ownership-"):],
                        match["message"],
                    )
                )
    return sorted(result)


def run(command, good_codes):
    """Returns (output, complaint)."""
    process = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    complaint = None
    if process.returncode not in good_codes:
        complaint = "%s\nexit code %d\n%s%s" % (
            " ".join(command), process.returncode, process.stdout, process.stderr)
    return process.stdout, complaint


def show(finding):
    return "%s:%d:%d: %s: %s" % finding


def compare(name, found, expected):
    """What is wrong with `found`, as lines."""
    problems = []
    open_ = list(expected)
    for finding in found:
        hit = next((e for e in open_ if (e.file, e.line, e.rule) == (finding.file, finding.line, finding.rule)
                    and e.text in finding.message), None)
        if hit:
            open_.remove(hit)
        else:
            problems.append("%s: unexpected: %s" % (name, show(finding)))
    for missing in open_:
        problems.append("%s: missing: %s:%d: %s%s" % (
            name, missing.file, missing.line, missing.rule,
            ": ..." + missing.text + "..." if missing.text else ""))
    return problems


def checks_argument(rules):
    return "-*," + ",".join("ownership-" + rule for rule in rules) if rules else "-*,ownership-*"


def rules_on(deed, also):
    """The rules that `deed check` applies by itself, and `also`."""
    listed = subprocess.run([deed, "check", "--list-checks"], capture_output=True, text=True, check=True).stdout
    return re.findall(r"ownership-([a-z-]+)", listed) + also


def check_file(path, options, flags, expected=None):
    """Runs one file; returns the list of problems, empty if all is well."""
    if expected is None:
        expected = [e for e in expectations(path) if not options.rules or e.rule in options.rules]
    flags = flags or ["-std=c11"]
    checks = checks_argument(options.rules or rules_on(options.deed, options.also))
    problems = []

    tool_checks = ["--checks=" + checks] if options.rules or options.also else []
    output, complaint = run(
        [options.deed, "check", "--format=short", *tool_checks, *options.tool_arg, path, "--", *flags],
        (0, 1) if not options.broken else (3,))
    if complaint:
        return [complaint]
    from_tool = findings(output)
    problems += compare("deed", from_tool, expected)

    if options.clang_tidy and not options.tool_only:
        output, complaint = run(
            [options.clang_tidy, "-load", options.module, "--quiet", "--header-filter=.*",
             "--checks=" + checks, *options.tidy_arg, path, "--", *flags],
            (0,) if not options.broken else (1,))
        if complaint:
            return problems + [complaint]
        from_tidy = findings(output)
        only_tool = Counter(from_tool) - Counter(from_tidy)
        only_tidy = Counter(from_tidy) - Counter(from_tool)
        problems += ["only deed: " + show(f) for f in sorted(only_tool.elements())]
        problems += ["only clang-tidy: " + show(f) for f in sorted(only_tidy.elements())]
    return problems


def argument_parser():
    parser = argparse.ArgumentParser(description="compare both front ends with a file's expectations")
    parser.add_argument("--deed", required=True)
    parser.add_argument("--clang-tidy")
    parser.add_argument("--module")
    parser.add_argument("--tool-only", action="store_true", help="leave clang-tidy out")
    parser.add_argument("--broken", action="store_true", help="the file does not compile")
    parser.add_argument("--rules", type=lambda text: text.split(","), default=[], help="enable only these")
    parser.add_argument("--also", type=lambda text: text.split(","), default=[],
                        help="enable these too: rules that are off without a profile")
    parser.add_argument("--tool-arg", action="append", default=[], help="one more argument for deed")
    parser.add_argument("--tidy-arg", action="append", default=[], help="one more argument for clang-tidy")
    return parser


def split_flags(arguments):
    """Everything after `--` is for the compiler."""
    if "--" in arguments:
        at = arguments.index("--")
        return arguments[:at], arguments[at + 1:]
    return arguments, []


def main():
    arguments, flags = split_flags(sys.argv[1:])
    parser = argument_parser()
    parser.add_argument("files", nargs="+")
    options = parser.parse_intermixed_args(arguments)
    failed = False
    for path in options.files:
        problems = check_file(path, options, flags)
        for problem in problems:
            failed = True
            print(problem)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
