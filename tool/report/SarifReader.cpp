//===- report/SarifReader.cpp - reading logs of any tool ---------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines the functions of SarifReader.h.
//===----------------------------------------------------------------------===//
#include "report/SarifReader.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace deed::sarif {

static const Json Nothing;

const Json &member(const Json &J, const char *Key) {
  if (!J.is_object())
    return Nothing;
  auto It = J.find(Key);
  return It == J.end() ? Nothing : *It;
}

const Json &element(const Json &J, std::int64_t Index) {
  return J.is_array() && Index >= 0 && static_cast<size_t>(Index) < J.size() ? J[static_cast<size_t>(Index)] : Nothing;
}

std::string text(const Json &J, const char *Key, const char *Else) {
  const Json &Found = member(J, Key);
  return Found.is_string() ? Found.get<std::string>() : Else;
}

std::int64_t number(const Json &J, const char *Key, std::int64_t Else) {
  const Json &Found = member(J, Key);
  return Found.is_number_integer() ? Found.get<std::int64_t>() : Else;
}

static std::string decoded(llvm::StringRef Uri) {
  std::string Out;
  for (size_t I = 0; I < Uri.size(); ++I) {
    unsigned Byte;
    if (Uri[I] == '%' && I + 2 < Uri.size() && !Uri.substr(I + 1, 2).getAsInteger(16, Byte)) {
      Out += static_cast<char>(Byte);
      I += 2;
    } else {
      Out += Uri[I];
    }
  }
  return Out;
}

/// The path of a file: URI, or \p Uri itself, decoded.
static std::string pathOf(llvm::StringRef Uri) {
  if (Uri.consume_front("file://") && !Uri.starts_with("/"))
    Uri = Uri.drop_front(std::min(Uri.find('/'), Uri.size())); // a host
  Uri.consume_front("file:");
  return decoded(Uri);
}

/// The folder that a base id stands for; bases may stand on each other.
static std::string baseFolder(const Json &Run, std::string Id) {
  std::string Out;
  for (int Depth = 0; Depth < 8 && !Id.empty(); ++Depth) {
    const Json &Base = member(member(Run, "originalUriBaseIds"), Id.c_str());
    Out = pathOf(text(Base, "uri")) + Out;
    Id = text(Base, "uriBaseId");
  }
  return Out;
}

Artifact artifact(const Json &Run, const Json &Location, llvm::ArrayRef<std::string> Folders) {
  const Json *Where = &Location;
  if (text(*Where, "uri").empty()) // only an index
    Where = &member(element(member(Run, "artifacts"), number(Location, "index", -1)), "location");
  Artifact Out;
  Out.Path = pathOf(text(*Where, "uri"));
  if (Out.Path.empty()) {
    Out.Path = "(no file)";
    return Out;
  }
  auto Try = [&](const std::string &Path) {
    if (Out.Absolute.empty() && llvm::sys::path::is_absolute(Path) && llvm::sys::fs::is_regular_file(Path))
      Out.Absolute = Path;
  };
  if (llvm::sys::path::is_absolute(Out.Path))
    Try(Out.Path);
  else {
    Try(baseFolder(Run, text(*Where, "uriBaseId")) + Out.Path);
    for (const std::string &Folder : Folders)
      Try(Folder + "/" + Out.Path);
  }
  return Out;
}

/// Takes the link out of "[text](1)" and the backslashes out of "\[".
static std::string withoutLinks(llvm::StringRef Text) {
  std::string Out;
  for (size_t I = 0; I < Text.size(); ++I) {
    if (Text[I] == '\\' && I + 1 < Text.size() && llvm::StringRef("[]\\").contains(Text[I + 1])) {
      Out += Text[++I];
      continue;
    }
    if (Text[I] == '[') {
      size_t Middle = Text.find("](", I), End = Text.find(')', Middle);
      if (Middle != llvm::StringRef::npos && End != llvm::StringRef::npos) {
        Out += withoutLinks(Text.slice(I + 1, Middle));
        I = End;
        continue;
      }
    }
    Out += Text[I];
  }
  return Out;
}

std::string message(const Json &Run, const Json &Rule, const Json &Message) {
  std::string Format = text(Message, "text");
  if (Format.empty()) {
    std::string Id = text(Message, "id");
    Format = text(member(member(Rule, "messageStrings"), Id.c_str()), "text");
    if (Format.empty())
      Format = text(member(member(member(member(Run, "tool"), "driver"), "globalMessageStrings"), Id.c_str()), "text");
    if (Format.empty())
      Format = text(Message, "markdown", Id.c_str());
  }
  const Json &Arguments = member(Message, "arguments");
  std::string Out;
  for (size_t I = 0; I < Format.size(); ++I) {
    size_t End = Format[I] == '{' ? Format.find('}', I) : std::string::npos;
    unsigned Index;
    if (End != std::string::npos && !llvm::StringRef(Format).slice(I + 1, End).getAsInteger(10, Index)) {
      const Json &Argument = element(Arguments, Index);
      Out += Argument.is_string() ? Argument.get<std::string>() : Format.substr(I, End - I + 1);
      I = End;
    } else {
      Out += Format[I];
    }
  }
  return withoutLinks(Out);
}

const Json &ruleOf(const Json &Run, const Json &Result) {
  const Json &Reference = member(Result, "rule");
  const Json &Tool = member(Run, "tool");
  std::int64_t Extension = number(member(Reference, "toolComponent"), "index", -1);
  const Json &Component = Extension >= 0 ? element(member(Tool, "extensions"), Extension) : member(Tool, "driver");
  const Json &Rules = member(Component, "rules");
  const Json &ByIndex = element(Rules, number(Result, "ruleIndex", number(Reference, "index", -1)));
  if (!ByIndex.is_null())
    return ByIndex;
  std::string Id = text(Result, "ruleId", text(Reference, "id").c_str());
  if (Rules.is_array() && !Id.empty())
    for (bool Whole : {true, false}) // "CA1000/1" is a case of CA1000
      for (const Json &Rule : Rules)
        if (text(Rule, "id") == (Whole ? Id : llvm::StringRef(Id).rsplit('/').first.str()))
          return Rule;
  return Nothing;
}

std::string ruleId(const Json &Run, const Json &Result) {
  std::string Id = text(Result, "ruleId", text(member(Result, "rule"), "id").c_str());
  if (Id.empty())
    Id = text(ruleOf(Run, Result), "id");
  return Id.empty() ? "(no rule)" : Id;
}

std::optional<std::string> levelOf(const Json &Rule, const Json &Result) {
  std::string Kind = text(Result, "kind", "fail");
  if (Kind == "pass" || Kind == "notApplicable")
    return std::nullopt;
  std::string Level = text(Result, "level");
  if (Level.empty())
    Level = Kind != "fail" ? "note" : text(member(Rule, "defaultConfiguration"), "level", "warning");
  return Level == "error" || Level == "warning" ? Level : "note";
}

} // namespace deed::sarif
