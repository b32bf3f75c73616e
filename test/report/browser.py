"""browser.py --deed BIN --browser BIN ...: the page as a browser shows it."""
import argparse
import copy
import json
import os
import re
import shutil
import subprocess
import sys

PROBE = """<script>window.onerror = m => document.body.append(Object.assign(document.createElement('pre'), { id: 'failed', textContent: m }));{
const log = {};
const key = k => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: k, bubbles: true }));
const title = () => document.querySelector('#detail h2').textContent;
log.ready = Number(document.documentElement.dataset.ready);
log.rows = document.querySelectorAll('.row').length; log.groups = document.querySelectorAll('.group').length;
log.summary = document.getElementById('summary').textContent;
log.first = title(); setTimeout(() => { log.drawn = document.querySelectorAll('.code svg path[marker-end]').length; log.badges = document.querySelectorAll('.badge').length; go2(); }, 50);
const go2 = () => {
key('j'); log.second = title(); key('k'); log.back = title();
key('n'); log.step = document.querySelector('.say[style*=outline]') !== null;
key('d'); log.dark = document.documentElement.className; key('d');
key('g'); log.byFile = document.querySelector('.group').textContent;
const rows = document.querySelectorAll('.row').length, groups = document.querySelectorAll('.group').length;
key('f'); log.folded = document.querySelectorAll('.row').length < rows && document.querySelectorAll('.group').length === groups;
const head = document.activeElement; log.focused = head.className === 'group' && head.getAttribute('aria-expanded') === 'false';
head.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })); log.unfolded = document.querySelectorAll('.row').length === rows;
log.overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth + document.getElementById('detail').scrollWidth - document.getElementById('detail').clientWidth;
document.getElementById('level').value = 'error'; document.getElementById('level').onchange();
log.errors = [...document.querySelectorAll('.row')].every(r => r.classList.contains('error'));
document.getElementById('level').value = ''; document.getElementById('level').onchange();
const text = document.getElementById('text'); text.value = FILTER; text.oninput();
setTimeout(() => {
  log.filtered = document.getElementById('summary').textContent;
  text.value = ''; key('l'); log.ledger = document.querySelectorAll('table.ledger tr').length;
  const reasons = document.querySelectorAll('#list .group'); log.reasons = reasons.length;
  if (reasons.length) { reasons[0].click(); log.oneReason = document.querySelectorAll('table.ledger tr').length; }
 log.title = document.title;
  document.body.append(Object.assign(document.createElement('pre'), { id: 'log', textContent: JSON.stringify(log) }));
}, 300);
};

}</script></body>"""


def want(step, condition, *shown):
    if not condition:
        sys.exit("\n".join(["FAILED: " + step, *map(str, shown)]))


def look(args, page, word, size="1400,900"):
    """Opens PAGE with the probe in it, in a window of SIZE, and gives what the probe saw."""
    text = open(page, encoding="utf-8").read()
    probed = page + ".probe.html"
    with open(probed, "w", encoding="utf-8") as file:
        file.write(text.replace("</body>", PROBE.replace("FILTER", json.dumps(word))))
    done = subprocess.run([args.browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--user-data-dir=" + os.path.join(args.dir, "profile"),
                           "--window-size=" + size, "--virtual-time-budget=20000", "--dump-dom", "file://" + os.path.abspath(probed)],
                          capture_output=True, text=True, timeout=240)
    found = re.search(r'<pre id="log">(.*?)</pre>', done.stdout, re.S)
    failed = re.search(r'<pre id="failed">(.*?)</pre>', done.stdout, re.S)
    want("the page %s runs" % page, found, failed and failed[1], done.stderr[-500:])
    return json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


def main():
    parser = argparse.ArgumentParser()
    for name in ("deed", "browser", "inputs", "demo", "dir"):
        parser.add_argument("--" + name, required=True)
    args = parser.parse_args()
    shutil.rmtree(args.dir, ignore_errors=True)
    shutil.copytree(args.demo, args.dir)
    os.makedirs(os.path.join(args.dir, ".git"))
    run = lambda *words: subprocess.run([args.deed, *words], cwd=args.dir, capture_output=True, text=True)
    done = run("check", "--quiet", "--statistics", "--format=html:page.html", "--format=sarif:demo.sarif", ".", "--", "-I.")
    want("findings", done.returncode == 1, done.stderr)
    log = look(args, os.path.join(args.dir, "page.html"), "message_parse")
    results = json.load(open(os.path.join(args.dir, "demo.sarif"), encoding="utf-8"))
    number = len(results["runs"][0]["results"])
    want("rows", log["rows"] == number and log["groups"] >= 8 and "%d findings" % number in log["summary"], log)
    want("the path is drawn", log["badges"] >= 2 and log["drawn"] == log["badges"] - 1, log)
    want("keys", log["second"] != log["first"] == log["back"] and log["step"] and log["dark"] == "dark", log)
    want("grouped by file", log["byFile"].startswith("▾ archive.c"), log)
    want("folding by keys", log["folded"] and log["focused"] and log["unfolded"], log)
    for size in ("1400,900", "500,900"):
        log = look(args, os.path.join(args.dir, "page.html"), "message_parse", size)
        want("nothing sticks out of a window of " + size, log["overflow"] == 0, log)
    want("filters", log["errors"] and re.search(r" \d+ of %d findings" % number, log["filtered"]), log)
    want("the ledger", log["ledger"] >= 2 and log["reasons"] >= 2 and 2 <= log["oneReason"] < log["ledger"], log)

    # Another tool's log, with what would break a page.
    run("report", os.path.join(args.inputs, "other.sarif"), "-o", "other.html")
    log = look(args, os.path.join(args.dir, "other.html"), "alpha")
    want("another tool's", log["title"].startswith("Other & <Tool> 7") and "1 of 4 findings" in log["filtered"], log)

    # 10,000 findings.
    some = results["runs"][0]["results"]
    results["runs"][0]["results"] = [copy.deepcopy(some[i % len(some)]) for i in range(10000)]
    with open(os.path.join(args.dir, "big.sarif"), "w", encoding="utf-8") as file:
        json.dump(results, file)
    done = run("report", "big.sarif", "-o", "big.html")
    want("a big report", done.returncode == 0, done.stderr)
    log = look(args, os.path.join(args.dir, "big.html"), "message_parse")
    print("10,000 findings: %d ms" % log["ready"])
    want("10,000 findings are there", "10000 findings" in log["summary"] and log["rows"] < 2000, log)
    want("10,000 findings within two seconds", log["ready"] < 2000, log)


main()
