//===- cli/Progress.cpp - how far a run is -----------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines Progress.
//===----------------------------------------------------------------------===//
#include "cli/Progress.h"
#include "report/Sources.h"
#include "report/Terminal.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Unicode.h"
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace deed {

static size_t terminalColumns() {
  struct winsize Size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &Size) == 0 && Size.ws_col ? Size.ws_col : 80;
}

Progress::Progress(const CheckOptions &Options, llvm::StringRef What, size_t Total, size_t Known)
    : What(What.str()), Total(Total), Known(Known) {
  llvm::SmallString<256> Folder;
  if (!llvm::sys::fs::current_path(Folder))
    Here = Folder.str().str();
  const char *Kind = std::getenv("TERM");
  Terminal = ::isatty(STDERR_FILENO) && !(Kind && llvm::StringRef(Kind) == "dumb");
  On = Total != 0 && Options.Progress.value_or(!Options.Quiet && Terminal && Total > 1);
}

std::string Progress::timeLeft() const {
  const double Passed = std::chrono::duration<double>(Clock::now() - Start).count();
  if (Passed < 2 || CostDone <= 0 || CostOfAll <= CostDone)
    return "";
  const auto Seconds = static_cast<long>(Passed * (CostOfAll - CostDone) / CostDone) + 1;
  if (Seconds < 100)
    return ", " + std::to_string(Seconds) + " s left";
  return ", " + std::to_string((Seconds + 59) / 60) + " min left";
}

/// The line fits: one that wraps could not be taken back. Of a long name the end is shown.
std::string Progress::line(size_t Columns) const {
  std::string Out = (What.empty() ? "" : What + " ") + "[" + std::to_string(Ready) + "/" + std::to_string(Total) + "]";
  if (Known)
    Out += " " + std::to_string(Known) + " known";
  Out += timeLeft();
  if (!Running.empty() && !Running.front().empty()) {
    Out += ": ";
    // What runs longest: that is what one waits for.
    const std::string Name = printablePath(relativeTo(Running.front(), Here));
    auto Fits = [&](llvm::StringRef Part) {
      int Width = llvm::sys::unicode::columnWidthUTF8(Part);
      return Out.size() + (Width < 0 ? Part.size() : Width) <= Columns;
    };
    llvm::StringRef Part = Name;
    while (!Part.empty() && !Fits(Part)) {
      Part = Part.drop_front();
      Part = Part.drop_while([](char C) { return (C & 0xC0) == 0x80; });
    }
    Out += Part;
  }
  // The head is ASCII; a terminal may be narrower than it.
  return Out.size() > Columns && Running.empty() ? Out.substr(0, Columns) : Out;
}

void Progress::draw() {
  if (!On || !Terminal)
    return;
  const auto Now = Clock::now();
  if (Drawn && Now - LastDrawn < std::chrono::milliseconds(50))
    return;
  LastDrawn = Now;
  Drawn = true;
  const size_t Columns = terminalColumns();
  llvm::errs() << "\r\033[K" << line(Columns > 1 ? Columns - 1 : 1);
}

void Progress::clear() {
  if (Drawn)
    llvm::errs() << "\r\033[K";
  Drawn = false;
}

void Progress::begin(llvm::StringRef Name) {
  if (!On)
    return;
  Running.push_back(Name.str());
  draw();
}

void Progress::end(llvm::StringRef Name, std::int64_t Cost, std::int64_t AllCosts) {
  if (!On)
    return;
  if (auto It = llvm::find(Running, Name); It != Running.end())
    Running.erase(It);
  CostDone += Cost;
  CostOfAll = AllCosts;
  ++Ready;
  if (!Terminal) // asked for: a log has lines
    llvm::errs() << "deed: " << (What.empty() ? "" : What + " ") << '[' << Ready << '/' << Total << "] "
                 << printablePath(relativeTo(Name, Here)) << '\n';
  if (!Running.empty()) // else the next begins at once
    draw();
}

void Progress::reached(size_t Done) {
  if (!On)
    return;
  Ready = Done;
  draw();
}

} // namespace deed
