//===- project/CompileDb.cpp - reading compile_commands.json -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines loadDatabase(), fixedDatabase() and select(); see Discovery.cpp for
// the search.
//===----------------------------------------------------------------------===//
#include "project/CompileDb.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"
#include <map>
#include <set>

namespace deed {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

template <typename... Parts> static llvm::Error fail(const char *Format, const Parts &...Each) {
  return llvm::createStringError(std::errc::invalid_argument, Format, Each.c_str()...);
}

std::string absolutePath(llvm::StringRef Path, llvm::StringRef Base) {
  llvm::SmallString<256> Out(path::is_absolute(Path) ? llvm::StringRef() : Base);
  path::append(Out, Path);
  path::remove_dots(Out, /*remove_dot_dot=*/true);
  return Out.str().str();
}

/// Words of a command line as a shell splits them.
static std::vector<std::string> shellWords(llvm::StringRef Command) {
  llvm::BumpPtrAllocator Memory;
  llvm::StringSaver Saver(Memory);
  llvm::SmallVector<const char *> Words;
  llvm::cl::TokenizeGNUCommandLine(Command, Saver, Words);
  return {Words.begin(), Words.end()};
}

/// Puts the contents of @file arguments in their place.
static void expandResponseFiles(CompileUnit &Unit) {
  if (llvm::none_of(Unit.Arguments, [](llvm::StringRef Word) { return Word.starts_with("@"); }))
    return;
  llvm::BumpPtrAllocator Memory;
  llvm::SmallVector<const char *> Words;
  for (const std::string &Word : Unit.Arguments)
    Words.push_back(Word.c_str());
  llvm::cl::ExpansionContext Expansion(Memory, llvm::cl::TokenizeGNUCommandLine);
  if (llvm::Error E = Expansion.setCurrentDir(Unit.Directory).expandResponseFiles(Words))
    llvm::consumeError(std::move(E)); // Clang will name the file that is not there
  std::vector<std::string> Expanded(Words.begin(), Words.end());
  Unit.Arguments = std::move(Expanded);
}

/// "ccache gcc -c x.c" is compiled by gcc.
static void dropLaunchers(std::vector<std::string> &Arguments) {
  static constexpr llvm::StringLiteral Launchers[] = {"ccache", "sccache", "distcc", "icecc", "gomacc", "buildcache"};
  while (Arguments.size() > 1 && llvm::is_contained(Launchers, path::stem(Arguments.front())) &&
         !llvm::StringRef(Arguments[1]).starts_with("-"))
    Arguments.erase(Arguments.begin());
}

static bool isC(llvm::StringRef File) { return path::extension(File) == ".c"; }

/// `cc -o prog a.c b.c`, recorded for each of them: a unit is one file.
static void dropOtherSources(CompileUnit &Unit) {
  // The next word is theirs, whatever it is called.
  static constexpr llvm::StringLiteral WithWord[] = {"-o",
                                                     "-x",
                                                     "-I",
                                                     "-D",
                                                     "-U",
                                                     "-L",
                                                     "-l",
                                                     "-T",
                                                     "-u",
                                                     "-z",
                                                     "-MF",
                                                     "-MT",
                                                     "-MQ",
                                                     "-include",
                                                     "-imacros",
                                                     "-isystem",
                                                     "-iquote",
                                                     "-idirafter",
                                                     "-iprefix",
                                                     "-iwithprefix",
                                                     "-iwithprefixbefore",
                                                     "-isysroot",
                                                     "-target",
                                                     "-arch",
                                                     "-aux-info",
                                                     "-dumpbase",
                                                     "--param",
                                                     "-Xclang",
                                                     "-Xlinker",
                                                     "-Xassembler",
                                                     "-Xpreprocessor"};
  std::vector<std::string> Kept;
  bool Itself = false, Others = false;
  for (size_t I = 0; I != Unit.Arguments.size(); ++I) {
    const std::string &Word = Unit.Arguments[I];
    const bool Source = I && isC(Word) && !llvm::StringRef(Word).starts_with("-") &&
                        !llvm::is_contained(WithWord, llvm::StringRef(Unit.Arguments[I - 1]));
    const bool Other = Source && absolutePath(Word, Unit.Directory) != Unit.File;
    Itself |= Source && !Other;
    Others |= Other;
    if (!Other)
      Kept.push_back(Word);
  }
  if (Itself && Others)
    Unit.Arguments = std::move(Kept);
}

static void readSize(CompileUnit &Unit) { Unit.Missing = !!fs::file_size(Unit.File, Unit.Size); }

/// `gcc -x c parser.inc`: C by its command, whatever its suffix.
static bool isMadeC(const CompileUnit &Unit) {
  llvm::StringRef Language;
  for (size_t I = 1; I < Unit.Arguments.size(); ++I) {
    llvm::StringRef Word = Unit.Arguments[I];
    if (Word == "-x" && I + 1 < Unit.Arguments.size())
      Language = Unit.Arguments[++I];
    else if (Word.consume_front("-x"))
      Language = Word;
    else if (!Word.starts_with("-") && absolutePath(Word, Unit.Directory) == Unit.File)
      break;
  }
  return Language == "c";
}

static llvm::Expected<CompileUnit> readEntry(const llvm::json::Value &Value, llvm::StringRef Base) {
  const llvm::json::Object *Entry = Value.getAsObject();
  std::optional<llvm::StringRef> File = Entry ? Entry->getString("file") : std::nullopt;
  if (!File)
    return fail("has no 'file'");
  CompileUnit Unit;
  Unit.Directory = absolutePath(Entry->getString("directory").value_or("."), Base);
  Unit.File = absolutePath(*File, Unit.Directory);
  if (const llvm::json::Array *Words = Entry->getArray("arguments")) {
    for (const llvm::json::Value &Word : *Words)
      Unit.Arguments.push_back(Word.getAsString().value_or("").str());
  } else if (auto Command = Entry->getString("command")) {
    Unit.Arguments = shellWords(*Command);
  }
  if (Unit.Arguments.empty())
    return fail("has neither 'arguments' nor 'command'");
  return Unit;
}

/// `clang -cc1 ...`, as bear records beside the `clang a.c b.c` that it is part of.
static bool isInnerCall(const CompileUnit &Unit) {
  return Unit.Arguments.size() > 1 && (Unit.Arguments[1] == "-cc1" || Unit.Arguments[1] == "-cc1as");
}

/// What of a command can change what the file says to the compiler's front end:
/// libtool compiles all files twice, once as position-independent code.
static std::string meaningOf(const CompileUnit &Unit) {
  std::string Out;
  for (size_t I = 1; I < Unit.Arguments.size(); ++I) {
    llvm::StringRef Word = Unit.Arguments[I];
    if (Word == "-o" || Word == "-MF" || Word == "-MT" || Word == "-MQ") {
      ++I;
      continue;
    }
    static constexpr llvm::StringLiteral Output[] = {"-c", "-o", "-M", "-Wp,-M", "-f", "-O", "-g", "-W", "-DPIC="};
    if (Word != "-DPIC" && llvm::none_of(Output, [&](llvm::StringRef Prefix) { return Word.starts_with(Prefix); }))
      (Out += Word) += '\n';
  }
  return Out;
}

llvm::Expected<CompileDb> loadDatabase(llvm::StringRef Path) {
  llvm::SmallString<256> File(Path);
  fs::make_absolute(File);
  if (fs::is_directory(File))
    path::append(File, "compile_commands.json");
  path::remove_dots(File, true);
  CompileDb Db;
  Db.Path = File.str().str();
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return fail("cannot read %s: %s", Db.Path, Buffer.getError().message());
  // A name in Latin-1 costs its own file, not all of them.
  llvm::StringRef Text = (*Buffer)->getBuffer();
  const std::string Fixed = llvm::json::isUTF8(Text) ? std::string() : llvm::json::fixUTF8(Text);
  auto Parsed = llvm::json::parse(Fixed.empty() ? Text : llvm::StringRef(Fixed));
  if (!Parsed)
    return fail("%s is no compile database: %s", Db.Path, llvm::toString(Parsed.takeError()));
  const llvm::json::Array *Entries = Parsed->getAsArray();
  if (!Entries)
    return fail("%s is no compile database: it must be a list", Db.Path);
  std::map<std::pair<std::string, std::string>, CompileUnit> ByFile;
  std::vector<CompileUnit> Inner;
  for (const auto &[I, Value] : llvm::enumerate(*Entries)) {
    llvm::Expected<CompileUnit> Unit = readEntry(Value, path::parent_path(Db.Path));
    if (!Unit)
      return fail("%s: entry %s %s", Db.Path, std::to_string(I + 1), llvm::toString(Unit.takeError()));
    expandResponseFiles(*Unit);
    if (!isC(Unit->File) && !isMadeC(*Unit)) {
      ++Db.Others;
      continue;
    }
    dropLaunchers(Unit->Arguments);
    if (isInnerCall(*Unit)) {
      Inner.push_back(std::move(*Unit));
      continue;
    }
    dropOtherSources(*Unit);
    // A file that is compiled twice with the same meaning is analysed once.
    std::string Meaning = meaningOf(*Unit);
    ByFile.try_emplace({Unit->File, std::move(Meaning)}, std::move(*Unit));
  }
  // What no driver's entry names is kept: its error is better than silence.
  for (CompileUnit &Unit : Inner)
    if (auto Next = ByFile.lower_bound({Unit.File, ""}); Next == ByFile.end() || Next->first.first != Unit.File)
      ByFile.try_emplace({Unit.File, meaningOf(Unit)}, std::move(Unit));
  for (auto &[Name, Unit] : ByFile) {
    readSize(Unit);
    Db.Units.push_back(std::move(Unit));
  }
  return Db;
}

/// recursive_directory_iterator passes a folder that it can not open without a word.
static std::error_code canRead(const std::string &Folder) {
  std::error_code Code;
  fs::directory_iterator Opened(Folder, Code);
  return Code;
}

static llvm::Error addCFilesBelow(const std::string &Folder, std::set<std::string> &Files, CompileDb &Db) {
  std::error_code Code;
  for (fs::recursive_directory_iterator It(Folder, Code, /*follow_symlinks=*/false), End; It != End && !Code;
       It.increment(Code)) {
    if (path::filename(It->path()).starts_with(".")) {
      It.no_push();
    } else if (It->type() == fs::file_type::directory_file) {
      if (std::error_code Refused = canRead(It->path())) {
        Db.Unread.emplace_back(It->path(), Refused.message());
        It.no_push();
      }
    } else if (isC(It->path()) && !fs::is_directory(It->path())) {
      Files.insert(It->path());
    }
  }
  return Code ? fail("cannot read %s: %s", Folder, Code.message()) : llvm::Error::success();
}

llvm::Expected<CompileDb> fixedDatabase(llvm::ArrayRef<std::string> Paths, llvm::ArrayRef<std::string> Flags,
                                        llvm::StringRef Directory) {
  CompileDb Db;
  std::set<std::string> Files;
  for (const std::string &Path : Paths) {
    std::string Absolute = absolutePath(Path, Directory);
    if (!fs::exists(Absolute))
      return fail("no such file or folder: %s", Path);
    if (!fs::is_directory(Absolute)) {
      Files.insert(Absolute); // named by hand: whatever its suffix
      continue;
    }
    size_t Before = Files.size();
    if (llvm::Error E = addCFilesBelow(Absolute, Files, Db))
      return std::move(E);
    if (Files.size() == Before && !isC(Absolute) && Db.Unread.empty())
      return fail("no C file below %s", Path);
    if (Files.size() == Before && isC(Absolute)) // a folder called x.c: Clang says what it thinks of it
      Files.insert(Absolute);
  }
  for (const std::string &File : Files) {
    CompileUnit Unit{File, Directory.str(), {"clang"}, 0, false};
    Unit.Arguments.insert(Unit.Arguments.end(), Flags.begin(), Flags.end());
    Unit.Arguments.push_back(File);
    expandResponseFiles(Unit);
    readSize(Unit);
    Db.Units.push_back(std::move(Unit));
  }
  return Db;
}

llvm::Expected<Selection> select(const CompileDb &Db, llvm::ArrayRef<std::string> Paths, llvm::StringRef Base) {
  Selection Out;
  if (Paths.empty()) {
    Out.Units = Db.Units;
    return Out;
  }
  std::set<std::string> Wanted;
  for (const std::string &Path : Paths) {
    std::string Absolute = absolutePath(Path, Base);
    bool Folder = fs::is_directory(Absolute), Any = false;
    std::string Below = Absolute + (Absolute == "/" ? "" : "/");
    for (const CompileUnit &Unit : Db.Units)
      if (Unit.File == Absolute || (Folder && llvm::StringRef(Unit.File).starts_with(Below))) {
        Wanted.insert(Unit.File);
        Any = true;
      }
    if (Any)
      continue;
    if (!fs::exists(Absolute))
      return fail("no such file or folder: %s", Path);
    if (Folder)
      return fail("no C file below %s is in %s", Path, Db.Path);
    // The database may know it by its real name, through a symbolic link.
    for (const CompileUnit &Unit : Db.Units)
      if (fs::equivalent(Unit.File, Absolute)) {
        Wanted.insert(Unit.File);
        Any = true;
      }
    if (!Any && !llvm::is_contained(Out.Unknown, Absolute))
      Out.Unknown.push_back(Absolute);
  }
  for (const CompileUnit &Unit : Db.Units)
    if (Wanted.count(Unit.File))
      Out.Units.push_back(Unit);
  llvm::sort(Out.Unknown);
  return Out;
}

} // namespace deed
