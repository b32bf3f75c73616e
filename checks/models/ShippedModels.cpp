//===- models/ShippedModels.cpp - reading on demand ------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The shipped models describe over a thousand functions, of which a file calls
// a few dozen. So at start their text is only cut into the entries below
// `Contracts`, by indentation, and an entry goes through the YAML parser when
// its function is asked for. Other keys are read at once. A test holds that the
// set is the one that a parse of everything makes.
//===----------------------------------------------------------------------===//
#include "models/Models.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace deed {

namespace {

[[noreturn]] void broken(StringRef Model, const Twine &Why) {
  report_fatal_error("shipped model " + Model + ": " + Why, /*gen_crash_diag=*/false);
}

bool isBlankOrComment(StringRef Line) {
  const StringRef Text = Line.ltrim(' ');
  return Text.empty() || Text.front() == '#' || Text.front() == '\n';
}

size_t indentation(StringRef Line) { return Line.size() - Line.ltrim(' ').size(); }

/// Calls Body with each piece of \p Text that begins at a line indented by
/// \p Depth and goes to the next such line; what stands before the first is
/// blank or a comment.
template <typename Fn> void pieces(StringRef Text, size_t Depth, Fn Body) {
  size_t Begin = StringRef::npos;
  for (size_t At = 0; At < Text.size();) {
    const size_t End = std::min(Text.find('\n', At), Text.size() - 1) + 1;
    const StringRef Line = Text.slice(At, End);
    if (!isBlankOrComment(Line) && indentation(Line) <= Depth) {
      if (Begin != StringRef::npos)
        Body(Text.slice(Begin, At));
      Begin = At;
    }
    At = End;
  }
  if (Begin != StringRef::npos)
    Body(Text.substr(Begin));
}

} // namespace

/// Cuts the section \p Contracts into its entries, each with its name. Empty: it has
/// another form than that of the shipped models, a key and a colon on a line indented by two.
std::vector<std::pair<StringRef, ModelSet::Entry>> ModelSet::split(StringRef Contracts, StringRef Model) {
  std::vector<std::pair<StringRef, Entry>> Into;
  bool Good = true;
  pieces(Contracts.drop_front(Contracts.find('\n') + 1), 2, [&](StringRef Text) {
    const StringRef Key = Text.take_until([](char C) { return C == ':' || C == '\n'; }).trim(" \"");
    Good &= indentation(Text) == 2 && !Key.empty() &&
            Text.ltrim(" \"").drop_front(Key.size()).ltrim('"').starts_with(":") &&
            all_of(Key, [](char C) { return isAlnum(C) || StringRef("_$. ").contains(C); });
    SmallVector<StringRef, 16> Names;
    Key.split(Names, ' ', -1, /*KeepEmpty=*/false);
    for (const StringRef Name : Names)
      Into.push_back({Name, {Text, Model}});
  });
  if (!Good)
    Into.clear();
  return Into;
}

void ModelSet::addShipped(ArrayRef<EmbeddedModel> Models) {
  auto All = Unread ? std::make_shared<Entries>(*Unread) : std::make_shared<Entries>();
  All->reserve(2000);
  for (const EmbeddedModel &M : Models) {
    digest(M.Name, M.Text);
    pieces(M.Text, 0, [&](StringRef Section) {
      std::vector<std::pair<StringRef, Entry>> Here;
      if (Section.starts_with("Contracts:\n"))
        Here = split(Section, M.Name);
      if (Here.empty()) {
        Unread = All; // what the section adds to
        if (Error E = read(Section, M.Name))
          broken(M.Name, toString(std::move(E)));
        return;
      }
      for (const auto &[Name, Text] : Here) {
        Contracts.erase(Name); // later models win
        Named.erase(Name);
        (*All)[Name] = Text;
      }
    });
  }
  Unread = std::move(All);
}

FunctionContract *ModelSet::exact(StringRef Name) const {
  if (auto It = Contracts.find(Name); It != Contracts.end())
    return &It->second;
  if (!Unread)
    return nullptr;
  const auto It = Unread->find(Name);
  if (It == Unread->end())
    return nullptr;
  const Entry Found = It->second;
  ModelSet One; // an entry may have several names, and others of them may have been described anew
  if (Error E = One.read(("Contracts:\n" + Found.Text).str(), Found.Model))
    broken(Found.Model, toString(std::move(E)));
  if (auto Params = One.Named.find(Name); Params != One.Named.end())
    Named[Name] = std::move(Params->second);
  return &(Contracts[Name] = std::move(One.Contracts[Name]));
}

const StringMap<FunctionContract> &ModelSet::contracts() const {
  if (Unread)
    for (const auto &Each : *Unread)
      exact(Each.first);
  return Contracts;
}

std::shared_ptr<const ModelSet> ModelSet::shipped() {
  auto Models = std::make_shared<ModelSet>();
  Models->addShipped(embeddedModels());
  return Models;
}

} // namespace deed
