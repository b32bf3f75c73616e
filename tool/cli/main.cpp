//===- cli/main.cpp - the deed executable ------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Chooses the subcommand. Read Check.cpp next.
//===----------------------------------------------------------------------===//
#include "cli/Commands.h"
#include "cli/Options.h"
#include "project/Nearest.h"
#include "clang/Basic/Version.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <csignal>
#include <cstdlib>

namespace deed {

ExitCode failMisuse(llvm::StringRef Message) {
  llvm::errs() << "deed: error: " << Message << '\n';
  return ExitCode::Misuse;
}

std::string clangVersion() { return CLANG_VERSION_STRING; }

bool wantsColour(std::optional<bool> Given) {
  if (Given)
    return *Given;
  const char *NoColor = std::getenv("NO_COLOR"); // https://no-color.org
  return !(NoColor && *NoColor) && llvm::outs().has_colors();
}

std::string helpText() {
  return "Deed finds errors of memory ownership in C: leaks, double frees, uses after\n"
         "release or transfer, and names that promise another ownership than the code\n"
         "keeps.\n\n"
         "usage:\n"
         "  deed check [PATH...] [-p BUILD]   lint files, folders, or a whole\n"
         "                                    compile_commands.json\n"
         "  deed check PATH... -- FLAGS       lint with these compiler flags\n"
         "  deed check --since REF            the gate: what a change adds to its base\n"
         "  deed FILE.c -- FLAGS              the same\n"
         "  deed baseline create|update|prune|show\n"
         "                                    accept today's findings, so that only\n"
         "                                    new ones fail\n"
         "  deed report LOG.sarif -o FILE     one page for a browser, from any tool's log\n"
         "  deed merge A.sarif B.sarif... -o OUT\n"
         "                                    join the logs of shards into one run\n"
         "  deed ledger [PATH...]             every obligation: proved, violated, or left\n"
         "                                    to the runtime\n"
         "  deed explain RULE                 the page of a rule\n"
         "  deed explain FILE:LINE[:COLUMN]   the contracts of what stands there\n"
         "  deed init [DIR]                   propose a .deed.yaml, with its evidence\n"
         "  deed doctor [DIR]                 why a project will not analyse\n"
         "  deed list rules|models|profiles   what this version knows\n"
         "  deed man                          the manual page, for man -l -\n"
         "  deed completion bash|zsh|fish     completions for a shell\n"
         "  deed --version\n\n"
         "options of deed check\n\n" +
         describeCheckOptions() +
         "\nexit status:\n"
         "  0  no findings\n"
         "  1  findings\n"
         "  2  misuse or bad configuration\n"
         "  3  some files could not be analysed; the others were, the log names them\n"
         "  4  internal error\n";
}

static ExitCode dispatch(llvm::ArrayRef<std::string> Words) {
  if (Words.empty()) {
    llvm::errs() << helpText();
    return ExitCode::Misuse;
  }
  llvm::StringRef First = Words.front();
  if (First == "--help" || First == "-help" || First == "-h" || First == "help") {
    llvm::outs() << helpText();
    return ExitCode::Clean;
  }
  if (First == "--version" || First == "-version") {
    llvm::outs() << "deed " DEED_VERSION " (with Clang " << clangVersion() << ")\n";
    return ExitCode::Clean;
  }
  if (First == "check")
    return runCheck(Words.drop_front());
  if (First == "baseline")
    return runBaseline(Words.drop_front());
  if (First == "explain")
    return runExplain(Words.drop_front());
  if (First == "report")
    return runReport(Words.drop_front());
  if (First == "merge")
    return runMerge(Words.drop_front());
  if (First == "ledger")
    return runLedger(Words.drop_front());
  if (First == "man")
    return runMan(Words.drop_front());
  if (First == "completion")
    return runCompletion(Words.drop_front());
  if (First == "init")
    return runInit(Words.drop_front());
  if (First == "doctor")
    return runDoctor(Words.drop_front());
  if (First == "list")
    return runList(Words.drop_front());
  // A path or an option: `deed FILE.c -- FLAGS` means check.
  if (First.starts_with("-") || First.ends_with(".c") || llvm::sys::fs::exists(First))
    return runCheck(Words);
  return failMisuse(("unknown command '" + First + "'").str() +
                    didYouMean(First, {"check", "baseline", "report", "merge", "ledger", "explain", "init", "doctor",
                                       "man", "completion", "list", "help"}) +
                    "; see deed --help");
}

} // namespace deed

int main(int Argc, char **Argv) {
#ifdef __GLIBC__
  // States are large and many: giving their memory back and taking it again costs
  // more than half of the time that a large function needs.
  mallopt(M_MMAP_THRESHOLD, 64 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
  // A limit on the size of files is an error of the write, not a death.
  std::signal(SIGXFSZ, SIG_IGN);
  // Names of targets: arm-none-eabi-gcc in a compile command says which it is.
  llvm::InitializeAllTargetInfos();
  std::vector<std::string> Words(Argv + 1, Argv + Argc);
  int Code = static_cast<int>(deed::dispatch(Words));
  llvm::outs().flush();
  if (llvm::outs().has_error()) { // the reader of a pipe went away, or the disk is full
    llvm::errs() << "deed: error: cannot write to stdout: " << llvm::outs().error().message() << '\n';
    llvm::outs().clear_error();
    return static_cast<int>(deed::ExitCode::Misuse);
  }
  return Code;
}
