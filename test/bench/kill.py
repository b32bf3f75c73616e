#!/usr/bin/env python3
"""kill.py DEED BUILD [TIMES]: a run over a real program, killed with SIGKILL at random moments; the cache stays whole.

After every fifth run one more with what the killed ones left must print, byte for byte, what a run without any cache
prints. Every other one takes the workers with it, as the kernel does when memory is short; every tenth begins with an
empty cache. test/cache has the same over a small program, in the suite."""
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time


def main():
    deed, build = sys.argv[1], str(pathlib.Path(sys.argv[2]).resolve())
    times = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    chance = random.Random(times)
    with tempfile.TemporaryDirectory() as folder:
        command = [deed, "check", "-p", build, "-j2", "--format=json", "--quiet"]
        cached = [*command, "--cache-dir=" + folder + "/cache"]
        start = time.monotonic()
        plain = subprocess.run([*command, "--no-cache"], cwd=folder, capture_output=True, check=False)
        whole = time.monotonic() - start
        number = killed = 0
        while killed != times:
            if number % 10 == 0:
                shutil.rmtree(folder + "/cache", ignore_errors=True)
            run = subprocess.Popen(cached, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   start_new_session=True)
            # Behind the first runs the cache knows much: most of the time is then in its own work.
            time.sleep(chance.uniform(0, whole / (1 + number % 10)))
            if run.poll() is None:
                (os.killpg if number % 2 else os.kill)(run.pid, signal.SIGKILL)
                killed += 1
            run.wait()
            number += 1
            if number % 5 == 0:
                after = subprocess.run(cached, cwd=folder, capture_output=True, check=False)
                if (after.returncode, after.stdout) != (plain.returncode, plain.stdout):
                    sys.exit("after %d kills the output is another" % killed)
        print("%d runs, %d killed while they worked; exit %d and %d bytes of output, each time as without a cache"
              % (number, killed, plain.returncode, len(plain.stdout)))


if __name__ == "__main__":
    main()
