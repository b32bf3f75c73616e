//===- cli/OptionsOfOutput.cpp - what is printed, and where to ---------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "cli/OptionTable.h"
#include "project/Nearest.h"

namespace deed {

static llvm::Error addFormat(CheckOptions &O, llvm::StringRef Value) {
  auto [Name, Path] = Value.split(':');
  std::optional<Format> Kind = parseFormat(Name);
  if (!Kind) {
    std::vector<llvm::StringRef> Names = {"text",   "short", "json",       "sarif",  "github",
                                          "gitlab", "junit", "checkstyle", "rdjson", "html"};
    return misuse("unknown format '%s'%s (formats: %s)", Name, didYouMean(Name, Names), formatNames());
  }
  O.Outputs.push_back({*Kind, Path.empty() ? "-" : Path.str()});
  return llvm::Error::success();
}

static llvm::Error setColour(CheckOptions &O, llvm::StringRef Value) {
  if (Value.empty() || Value == "true" || Value == "1" || Value == "always")
    O.Colour = true;
  else if (Value == "false" || Value == "0" || Value == "never")
    O.Colour = false;
  else if (Value == "auto")
    O.Colour.reset();
  else
    return misuse("--use-color: '%s' is neither true nor false", Value);
  return llvm::Error::success();
}

/// auto, always or never.
static llvm::Error setWhen(llvm::StringRef Name, llvm::StringRef Value, std::optional<bool> &Out) {
  if (Value == "auto")
    return Out.reset(), done();
  if (Value == "always" || Value == "never")
    return Out = Value == "always", done();
  return misuse("%s: '%s' is none of auto, always, never%s", Name, Value,
                didYouMean(Value, {"auto", "always", "never"}));
}

static llvm::Error setLinkFormat(CheckOptions &O, llvm::StringRef Value) {
  if (std::string Problem = problemOfLink(Value); !Problem.empty())
    return misuse("--hyperlink-format: %s", Problem);
  return O.LinkFormat = Value.str(), done();
}

static llvm::Error setConsumer(CheckOptions &O, llvm::StringRef V) {
  if (V == "github")
    O.SarifFor = SarifConsumer::GitHub;
  else if (V == "azure")
    O.SarifFor = SarifConsumer::Azure;
  else
    return misuse("--sarif-for: '%s' is neither github nor azure", V);
  return llvm::Error::success();
}

static constexpr Option Table[] = {
    {"format", "FORMAT[:FILE]", addFormat,
     "text (default), short, json, sarif, github, gitlab, junit, checkstyle, rdjson or html; repeated for several"},
    {"sarif-for", "CONSUMER", setConsumer,
     "github or azure: a SARIF log within the limits of that consumer, without what is suppressed"},
    {"output", "FILE", nullptr, "where the one format goes (default: -, stdout)"},
    {"quiet", "", [](CheckOptions &O, llvm::StringRef) { return O.Quiet = true, done(); },
     "nothing on stderr but errors"},
    {"use-color", "[BOOL]", setColour, "colour text (default: on a terminal, unless NO_COLOR is set)"},
    {"hyperlinks", "WHEN", [](CheckOptions &O, llvm::StringRef V) { return setWhen("--hyperlinks", V, O.Links); },
     "places in text as links: always, never or auto (default: on a terminal with colours)"},
    {"hyperlink-format", "URI", setLinkFormat,
     "where these links lead, with {host}, {path}, {line}, {column}: 'vscode://file{path}:{line}:{column}' (default: "
     "'file://{host}{path}')"},
    {"progress", "WHEN", [](CheckOptions &O, llvm::StringRef V) { return setWhen("--progress", V, O.Progress); },
     "a line on stderr that says how far the run is: always, never or auto (default: on a terminal, without --quiet)"},
    {"statistics", "", [](CheckOptions &O, llvm::StringRef) { return O.Statistics = true, done(); },
     "print obligations by verdict and reason, findings by rule"},
    {"enable-check-profile", "[FILE]",
     [](CheckOptions &O, llvm::StringRef V) { return O.CheckProfile = true, O.ProfileTrace = V.str(), done(); },
     "print where the time went, by phase, rule, file and function; a FILE gets it as a trace for a browser "
     "(chrome://tracing)"},
    {"dump-flow", "", [](CheckOptions &O, llvm::StringRef) { return O.DumpFlow = true, done(); },
     "print what the engine reads: each function as a graph of events"},
    {"dump-contracts", "", [](CheckOptions &O, llvm::StringRef) { return O.DumpContracts = true, done(); },
     "print the contract of each function, and where it comes from"},
    {"help", "", [](CheckOptions &O, llvm::StringRef) { return O.Help = true, done(); }, "print this"},
};

llvm::ArrayRef<Option> outputOptions() { return Table; }

} // namespace deed
