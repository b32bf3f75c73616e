#!/usr/bin/env python3
"""shards.py DEED [BUILD]: the logs of shards 1/N to N/N, merged, are what one run writes, in every format."""
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "cache" / "Inputs"))
from cache import FORMATS, Program  # noqa: E402


def run(deed, words, folder, *statuses):
    done = subprocess.run([deed, *words], cwd=folder, capture_output=True, check=False)
    assert done.returncode in statuses, (done.returncode, words, done.stderr.decode())
    return done


def compare(deed, build, folder, options, counts):
    whole = {}
    for form in FORMATS:
        done = run(deed, ["check", "-p", build, "--no-cache", "--format=" + form, *options], folder, 0, 1, 3)
        whole[form] = (done.returncode, done.stdout)
    for count in counts:
        logs = []
        for number in range(1, count + 1):
            logs.append(str(folder / ("%d.sarif" % number)))
            run(deed, ["check", "-p", build, "--no-cache", "-j2", "--shard=%d/%d" % (number, count),
                       "--format=sarif:" + logs[-1], "--quiet", *options], folder, 0, 1, 3)
        for form in FORMATS:
            done = run(deed, ["merge", *reversed(logs), "--no-cache", "--format=" + form], folder, 0, 1, 3)
            if (done.returncode, done.stdout) != whole[form]:
                print(done.stderr.decode())
                sys.exit("%d shards merged differ in %s (%s)" % (count, form, " ".join(options)))
    return logs


def main():
    deed = sys.argv[1]
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        if len(sys.argv) > 2:
            for options in ([], ["--index"]):
                compare(deed, sys.argv[2], folder, options, (1, 2, 3, 4, 5))
            return
        program = Program(deed, folder / "p")
        program.write("gone.c", "")
        program.database()
        (program.source / "gone.c").unlink()
        build = str(program.source)
        (program.source / ".deed.yaml").write_text("WarningsAsErrors: ownership-leak\nExempt: {paths: ['keep.c']}\n")
        for options in ([], ["--index", "--statistics"]):
            compare(deed, build, program.source, options, (1, 2, 5, 7))
        (program.source / ".deed.yaml").unlink()
        compare(deed, build, program.source, ["--index", "--checks=-ownership-leak", "use.c", "item.c"], (2,))
        # With the cache, too.
        for _ in range(2):
            for number in (1, 2):
                program.run("--cache-dir=c", "--index", "--shard=%d/2" % number, "--format=sarif:%d.sarif" % number)
            whole = program.run("--no-cache", "--index", "--format=json")[1]
            done = run(deed, ["merge", "1.sarif", "2.sarif", "--format=json", "--cache-dir=c"], program.source, 3)
            assert done.stdout == whole, "with the cache"
        assert program.run("--cache-dir=c", "--index", "--format=json")[1] == whole
        # A baseline is that of the whole.
        run(deed, ["baseline", "create", "-p", build, "--reason=r", "--no-cache", "--index"], program.source, 0, 3)
        compare(deed, build, program.source, ["--index"], (3,))


if __name__ == "__main__":
    main()
