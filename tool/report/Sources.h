//===- report/Sources.h - lines, columns and paths for printers ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Printers quote the analysed files. Files are read once, and every number is
// checked against what is really there: a file may have changed, vanished or
// hold a line of a megabyte.
//===----------------------------------------------------------------------===//
#ifndef DEED_REPORT_SOURCES_H
#define DEED_REPORT_SOURCES_H

#include "engine/Finding.h"
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace deed {

class SourceFile {
public:
  explicit SourceFile(std::string Bytes);

  std::string_view bytes() const { return Bytes; }
  unsigned lineCount() const { return Starts.size(); }
  /// Line \p Number (1-based) without its end; empty where there is none. A
  /// byte order mark is no part of line 1, as in Clang.
  std::string_view line(unsigned Number) const;
  /// The bytes of lines First..Last with their ends.
  std::string_view lines(unsigned First, unsigned Last) const;
  /// The 0-based offset of a 1-based place, clamped to the file.
  size_t offset(unsigned Line, unsigned Column) const;
  /// GitHub's hash of the text that begins at \p Line, with the number of its
  /// occurrence in the file: "39fa2ee980eb94b0:1". Empty past the end.
  const std::string &lineHash(unsigned Line) const;

private:
  std::string Bytes;
  std::vector<size_t> Starts;
  mutable std::vector<std::string> Hashes; ///< by line, made on first use
};

class SourceCache {
public:
  /// The file at \p Path; null if it can not be read.
  const SourceFile *get(const std::string &Path);

private:
  std::map<std::string, std::unique_ptr<SourceFile>> Files;
};

/// A 1-based column of bytes as a 1-based column of UTF-16 code units. A byte
/// that is not UTF-8 counts as one unit.
unsigned utf16Column(std::string_view Line, unsigned ByteColumn);

/// Lower-case hexadecimal SHA-256.
std::string sha256(std::string_view Bytes);

/// \p Path relative to the folder \p Base; unchanged if it is not below it.
std::string relativeTo(std::string_view Path, std::string_view Base);

/// Percent-encodes everything that may not stand in the path of a URI.
std::string uriEncode(std::string_view Path);

} // namespace deed

#endif // DEED_REPORT_SOURCES_H
