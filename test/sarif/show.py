"""show.py LOG: a SARIF log as short lines, without the wording of messages."""
import json
import sys


def where(location):
    physical = location["physicalLocation"]
    region = physical.get("region", {})
    place = physical["artifactLocation"]["uri"]
    if region:
        place += ":%(startLine)d:%(startColumn)d-%(endLine)d:%(endColumn)d" % region
    return place


log = json.load(open(sys.argv[1], encoding="utf-8"))
for run in log["runs"]:
    for result in run["results"]:
        print("result", result["ruleId"], result["level"], where(result["locations"][0]),
              repr(result["locations"][0]["physicalLocation"]["region"].get("snippet", {}).get("text")),
              "in", result["locations"][0].get("logicalLocations", [{"name": ""}])[0]["name"])
        for flow in result.get("codeFlows", []):
            for step in flow["threadFlows"][0]["locations"]:
                print("  step", step["executionOrder"], "+".join(step["kinds"]), where(step["location"]))
        for related in result.get("relatedLocations", []):
            print("  related", related["id"], where(related))
        for suppression in result.get("suppressions", []):
            print("  suppressed", suppression["kind"], suppression.get("justification", ""))
        print("  fingerprints", " ".join(sorted(result["partialFingerprints"])))
    for invocation in run["invocations"]:
        print("invocation", "successful" if invocation["executionSuccessful"] else "failed", invocation["exitCode"])
        for notification in invocation["toolExecutionNotifications"]:
            print("  notification", notification["level"], notification["descriptor"]["id"],
                  where(notification["locations"][0]), notification["message"]["text"])
    for artifact in run["artifacts"]:
        print("artifact", artifact["location"]["uri"], artifact["roles"][0])
