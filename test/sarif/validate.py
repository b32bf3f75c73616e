"""validate.py SCHEMA FILE...: checks SARIF logs, or JSON lines, against a JSON schema.

A FILE that ends in .jsonl is read line by line. Beside the schema, a SARIF log
is held to what consumers read and no schema can say. Exit 1 if anything is wrong.
"""
import json
import sys

import jsonschema


def index_problems(log):
    """Indices and ids that lead nowhere."""
    for run in log.get("runs", []):
        rules = run["tool"]["driver"]["rules"]
        artifacts = run["artifacts"]
        for result in run["results"]:
            if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
                yield "ruleIndex does not agree with ruleId %s" % result["ruleId"]
            ids = {r["id"] for r in result.get("relatedLocations", [])}
            for number in ids:
                if "](%d)" % number not in result["message"]["text"]:
                    yield "relatedLocation %d is not linked from the message" % number
        for location in artifact_locations(run):
            if "index" in location and artifacts[location["index"]]["location"]["uri"] != location["uri"]:
                yield "artifact index of %s is wrong" % location["uri"]
        for rule in rules:
            severity = rule["properties"].get("security-severity")
            if severity is not None and not 0.0 < float(severity) <= 10.0:
                yield "security-severity of %s" % rule["id"]
            if len(rule["properties"]["tags"]) > 10:
                yield "too many tags on %s" % rule["id"]


def artifact_locations(value):
    if isinstance(value, dict):
        if isinstance(value.get("artifactLocation"), dict):
            yield value["artifactLocation"]
        for each in value.values():
            yield from artifact_locations(each)
    elif isinstance(value, list):
        for each in value:
            yield from artifact_locations(each)


def main(schema, files):
    validator = jsonschema.Draft7Validator(json.load(open(schema, encoding="utf-8")))
    bad = 0
    for name in files:
        text = open(name, encoding="utf-8").read()
        lines = name.endswith(".jsonl")
        for number, part in enumerate(text.splitlines() if lines else [text], 1):
            value = json.loads(part, parse_constant=lambda word: sys.exit("%s is no JSON" % word))
            problems = [e.json_path + ": " + e.message[:200] for e in validator.iter_errors(value)]
            if not lines:
                problems += index_problems(value)
            for problem in problems:
                bad += 1
                print("%s:%d: %s" % (name, number, problem))
    print("%d problems" % bad)
    return bool(bad)


sys.exit(main(sys.argv[1], sys.argv[2:]))
