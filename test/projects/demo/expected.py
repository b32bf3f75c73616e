"""Compares what deed finds in the demo with the file EXPECTED beside this one."""
import pathlib
import re
import subprocess
import sys
from collections import Counter


def main(deed):
    here = pathlib.Path(__file__).resolve().parent
    expected = sorted(line for line in (here / "EXPECTED").read_text().splitlines()
                      if line and not line.startswith("#"))
    run = subprocess.run([deed, "check", "--format=short", "--quiet",
                          *sorted(str(f) for f in here.glob("*.c")), "--", "-std=c11"],
                         capture_output=True, text=True, check=False)
    found = sorted("%s:%s %s" % match for match in
                   re.findall(r"^(?:.*/)?([\w.]+):(\d+):\d+: .*\[ownership-([\w-]+)\]$", run.stdout, re.M))
    for line in sorted((Counter(expected) - Counter(found)).elements()):
        print("missing:", line)
    for line in sorted((Counter(found) - Counter(expected)).elements()):
        print("unexpected:", line)
    if run.returncode != 1:
        print("exit code %d, not 1\n%s" % (run.returncode, run.stderr))
    return 0 if found == expected and run.returncode == 1 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
