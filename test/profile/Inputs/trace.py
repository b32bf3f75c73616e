"""trace.py FILE CATEGORY:COUNT...: a trace in the trace event format has that many events of each category."""
import json
import sys

events = json.load(open(sys.argv[1]))["traceEvents"]
for event in events:
    assert event["ph"] == "X" and event["ts"] >= 0 and event["dur"] >= 0 and event["name"], event
for word in sys.argv[2:]:
    name, count = word.rsplit(":", 1)
    found = [e["name"] for e in events if e["cat"] == name]
    assert len(found) == int(count), (word, found)
