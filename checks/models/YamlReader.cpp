//===- models/YamlReader.cpp - YAML with places and did-you-mean ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "models/YamlReader.h"
#include "models/Words.h"
#include <tuple>

using namespace llvm;

namespace deed {

YamlText::YamlText(StringRef Text, StringRef FileName) : Text(Text), FileName(FileName), Path(FileName) {
  Sources.setDiagHandler(
      [](const SMDiagnostic &D, void *Self) {
        static_cast<YamlText *>(Self)->note(D.getLineNo(), D.getColumnNo() + 1, D.getMessage().str());
      },
      this);
}

void YamlText::note(int Line, int Column, const std::string &What) {
  if (What.size() > 400) // a word may be a megabyte
    return note(Line, Column, What.substr(0, 300) + "...");
  if (Message.empty())
    Message = (FileName + ":" + Twine(Line) + ":" + Twine(Column) + ": " + What).str();
}

bool YamlReader::fail(const yaml::Node &N, const Twine &What) {
  SourceRange At = range(N);
  if (At.Line == 0) // LLVM gives a list that it could not read to its end no place
    At = LastKey;
  In.note(static_cast<int>(At.Line), static_cast<int>(At.Column), What.str());
  return false;
}

bool YamlReader::failWord(const yaml::Node &N, const Twine &What, StringRef Text, ArrayRef<StringRef> Known) {
  // What stands there may be a megabyte.
  const std::string Shown = Text.size() > 60 ? Text.take_front(57).str() + "..." : Text.str();
  return fail(N, wrongWord(What, Shown, Known));
}

bool YamlReader::scalar(yaml::Node *N, const Twine &What, StringRef &Text) {
  if (!N)
    return false;
  if (isa<yaml::AliasNode>(N))
    return fail(*N, "aliases are not read here: write the value again");
  auto *S = dyn_cast<yaml::ScalarNode>(N);
  if (!S)
    return fail(*N, What);
  Buffer.clear();
  Text = S->getValue(Buffer);
  // Blanks count where somebody wrote quotes around them.
  if (!S->getRawValue().starts_with("'") && !S->getRawValue().starts_with("\""))
    Text = Text.trim();
  return true;
}

bool YamlReader::mapping(yaml::Node *N, const Twine &What, MappingBody Body) {
  if (!N)
    return false;
  if (isa<yaml::NullNode>(N))
    return true;
  if (isa<yaml::AliasNode>(N))
    return fail(*N, "aliases are not read here: write the value again");
  auto *M = dyn_cast<yaml::MappingNode>(N);
  if (!M)
    return fail(*N, What);
  for (yaml::KeyValueNode &KV : *M) {
    StringRef Text;
    yaml::Node *KeyNode = KV.getKey();
    if (!scalar(KeyNode, "a key must be a word", Text))
      return false;
    std::string Key = Text.str();
    LastKey = range(*KeyNode);
    yaml::Node *Value = KV.getValue();
    if (!Value || !Body(*KeyNode, StringRef(Key), Value))
      return false;
  }
  return In.Message.empty();
}

bool YamlReader::items(yaml::Node *N, function_ref<bool(yaml::Node *Item)> Body) {
  if (auto *List = dyn_cast_or_null<yaml::SequenceNode>(N)) {
    for (yaml::Node &Item : *List)
      if (!Body(&Item))
        return false;
    return In.Message.empty();
  }
  return Body(N);
}

/// LLVM says of an alias and of `[...]` and `{...}` where the next token begins.
static SMRange rangeOf(const yaml::Node &N, StringRef Text) {
  SMRange R = N.getSourceRange();
  const char *At = R.Start.getPointer();
  if (const auto *A = dyn_cast<yaml::AliasNode>(&N); A && !A->getName().empty())
    At = A->getName().data() - 1;
  else if (isa<yaml::MappingNode, yaml::SequenceNode>(N)) {
    StringRef Before = Text.take_front(At - Text.data()).rtrim();
    if (!Before.empty() && (Before.back() == '[' || Before.back() == '{'))
      At = Before.end() - 1;
  } else {
    return R;
  }
  return SMRange(SMLoc::getFromPointer(At), SMLoc::getFromPointer(At));
}

SourceRange YamlReader::range(const yaml::Node &N) const {
  SMRange R = rangeOf(N, In.Text);
  SourceRange Out;
  Out.File = In.Path;
  unsigned Buffer = In.Sources.FindBufferContainingLoc(R.Start);
  if (!Buffer)
    return Out;
  std::tie(Out.Line, Out.Column) = In.Sources.getLineAndColumn(R.Start, Buffer);
  Out.Offset = static_cast<unsigned>(R.Start.getPointer() - In.Sources.getMemoryBuffer(Buffer)->getBufferStart());
  const bool HasEnd = R.End.isValid() && R.End.getPointer() > R.Start.getPointer() &&
                      In.Sources.FindBufferContainingLoc(R.End) == Buffer;
  Out.Length = HasEnd ? static_cast<unsigned>(R.End.getPointer() - R.Start.getPointer()) : 0;
  Out.EndLine = Out.Line;
  Out.EndColumn = Out.Column + Out.Length;
  if (HasEnd)
    std::tie(Out.EndLine, Out.EndColumn) = In.Sources.getLineAndColumn(R.End, Buffer);
  return Out;
}

} // namespace deed
