//===- report/Sources.cpp - lines, columns and paths for printers --------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines SourceFile, SourceCache and the conversions of Sources.h.
//===----------------------------------------------------------------------===//
#include "report/Sources.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SHA256.h"
#include <algorithm>
#include <array>
#include <cstdint>

namespace deed {

static constexpr std::string_view ByteOrderMark = "\xEF\xBB\xBF";

SourceFile::SourceFile(std::string Text) : Bytes(std::move(Text)) {
  size_t At = Bytes.starts_with(ByteOrderMark) ? ByteOrderMark.size() : 0;
  Starts.push_back(At);
  for (; At < Bytes.size(); ++At) {
    // Clang ends a line at \n, \r and \r\n.
    if (Bytes[At] == '\r' && At + 1 < Bytes.size() && Bytes[At + 1] == '\n')
      ++At;
    else if (Bytes[At] != '\n' && Bytes[At] != '\r')
      continue;
    Starts.push_back(At + 1);
  }
}

std::string_view SourceFile::lines(unsigned First, unsigned Last) const {
  if (First == 0 || First > Starts.size() || Last < First)
    return {};
  size_t End = Last < Starts.size() ? Starts[Last] : Bytes.size();
  return std::string_view(Bytes).substr(Starts[First - 1], End - Starts[First - 1]);
}

std::string_view SourceFile::line(unsigned Number) const {
  std::string_view Text = lines(Number, Number);
  while (!Text.empty() && (Text.back() == '\n' || Text.back() == '\r'))
    Text.remove_suffix(1);
  return Text;
}

size_t SourceFile::offset(unsigned Line, unsigned Column) const {
  if (Line == 0)
    return 0;
  if (Line > Starts.size())
    return Bytes.size();
  size_t At = Starts[Line - 1] + (Column ? Column - 1 : 0);
  return std::min(At, Bytes.size());
}

// The algorithm of github/codeql-action, src/fingerprints.ts: a rolling hash
// over the 100 UTF-16 units from the beginning of the line on, without blanks.
// Being the same as theirs, alerts stay matched whoever computes the hash.
namespace {
class LineHasher {
  static constexpr size_t Block = 100;
  static constexpr uint64_t Mod = 37;
  std::array<uint16_t, Block> Window{};
  std::array<int, Block> LineAt;
  uint64_t Hash = 0, FirstMod = 1;
  size_t Index = 0;
  int Line = 0;
  bool LineStart = true, PreviousCr = false;
  std::map<uint64_t, unsigned> Counts;
  std::vector<std::string> &Out;

  void output() {
    unsigned Count = ++Counts[Hash];
    size_t Number = LineAt[Index];
    if (Out.size() < Number)
      Out.resize(Number);
    Out[Number - 1] = llvm::utohexstr(Hash, /*LowerCase=*/true) + ":" + std::to_string(Count);
    LineAt[Index] = -1;
  }
  void update(uint16_t Unit) {
    uint64_t Leaving = Window[Index];
    Window[Index] = Unit;
    Hash = Mod * Hash + Unit - FirstMod * Leaving;
    Index = (Index + 1) % Block;
  }

public:
  explicit LineHasher(std::vector<std::string> &Out) : Out(Out) {
    LineAt.fill(-1);
    for (size_t I = 0; I < Block; ++I)
      FirstMod *= Mod;
  }
  void add(uint16_t Unit) {
    if (Unit == ' ' || Unit == '\t' || (PreviousCr && Unit == '\n')) {
      PreviousCr = false;
      return;
    }
    PreviousCr = Unit == '\r';
    if (PreviousCr)
      Unit = '\n';
    if (LineAt[Index] != -1)
      output();
    if (LineStart) {
      LineStart = false;
      LineAt[Index] = ++Line;
    }
    LineStart = Unit == '\n';
    update(Unit);
  }
  void finish() {
    add(65535);
    for (size_t I = 0; I < Block; ++I) {
      if (LineAt[Index] != -1)
        output();
      update(0);
    }
  }
};
} // namespace

/// Calls \p Each with every UTF-16 code unit of \p Text.
template <typename Function> static void forEachUnit(std::string_view Text, Function Each) {
  const auto *At = reinterpret_cast<const llvm::UTF8 *>(Text.data());
  const llvm::UTF8 *End = At + Text.size();
  while (At != End) {
    llvm::UTF32 Point;
    if (*At < 0x80) {
      Each(uint16_t(*At++), 1);
      continue;
    }
    const llvm::UTF8 *Before = At;
    if (llvm::convertUTF8Sequence(&At, End, &Point, llvm::strictConversion) != llvm::conversionOK) {
      At = Before + 1;
      Each(uint16_t(0xFFFD), 1);
      continue;
    }
    unsigned Length = At - Before;
    if (Point >= 0x10000) {
      Each(uint16_t(0xD7C0 + (Point >> 10)), Length);
      Each(uint16_t(0xDC00 + (Point & 0x3FF)), 0);
    } else {
      Each(uint16_t(Point), Length);
    }
  }
}

const std::string &SourceFile::lineHash(unsigned Line) const {
  static const std::string None;
  if (Hashes.empty()) {
    LineHasher Hasher(Hashes);
    forEachUnit(std::string_view(Bytes).substr(Starts.front()),
                [&](uint16_t Unit, unsigned) { Hasher.add(Unit); });
    Hasher.finish();
  }
  return Line == 0 || Line > Hashes.size() ? None : Hashes[Line - 1];
}

const SourceFile *SourceCache::get(const std::string &Path) {
  auto [It, New] = Files.try_emplace(Path);
  if (New)
    if (auto Buffer =
            llvm::MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false))
      It->second = std::make_unique<SourceFile>((*Buffer)->getBuffer().str());
  return It->second.get();
}

unsigned utf16Column(std::string_view Line, unsigned ByteColumn) {
  if (ByteColumn <= 1)
    return 1;
  size_t Bytes = ByteColumn - 1, Past = 0;
  if (Bytes > Line.size()) { // past the end: keep the distance
    Past = Bytes - Line.size();
    Bytes = Line.size();
  }
  unsigned Units = 0;
  size_t Seen = 0;
  forEachUnit(Line.substr(0, Bytes), [&](uint16_t, unsigned Length) {
    Seen += Length;
    ++Units;
  });
  return Units + Past + 1;
}

std::string sha256(std::string_view Bytes) {
  llvm::SHA256 Hash;
  Hash.update(llvm::StringRef(Bytes.data(), Bytes.size()));
  auto Result = Hash.final();
  return llvm::toHex(llvm::ArrayRef<uint8_t>(Result.data(), Result.size()), /*LowerCase=*/true);
}

std::string relativeTo(std::string_view Path, std::string_view Base) {
  while (Base.size() > 1 && Base.back() == '/')
    Base.remove_suffix(1);
  if (Base == "/" && Path.starts_with("/"))
    return std::string(Path.substr(1));
  if (!Base.empty() && Path.size() > Base.size() + 1 && Path.starts_with(Base) &&
      Path[Base.size()] == '/')
    return std::string(Path.substr(Base.size() + 1));
  return std::string(Path);
}

std::string uriEncode(std::string_view Path) {
  static constexpr std::string_view Kept = "-._~/!$&'()*+,;=@";
  std::string Out;
  for (unsigned char C : Path) {
    if (llvm::isAlnum(C) || Kept.find(C) != std::string_view::npos) {
      Out += C;
      continue;
    }
    Out += '%';
    Out += llvm::hexdigit(C >> 4);
    Out += llvm::hexdigit(C & 15);
  }
  return Out;
}

} // namespace deed
