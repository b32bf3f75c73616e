//===- cli/Doctor.cpp - deed doctor ------------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Says why a project will not analyse, and what to do: one line for each thing
// that was looked at, and under what is wrong the way out.
//===----------------------------------------------------------------------===//
#include "cli/Commands.h"
#include "cli/Run.h"
#include "report/Sources.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <map>
#include <set>

namespace deed {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;

namespace {
class Doctor {
public:
  Doctor(CheckOptions Options, std::string WorkingDirectory)
      : Options(std::move(Options)), WorkingDirectory(std::move(WorkingDirectory)) {}
  ExitCode run();

private:
  enum Result { Good, Doubtful, Wrong };
  CheckOptions Options;
  std::string WorkingDirectory;
  bool AnyWrong = false;

  void say(Result R, const std::string &What, const std::string &Help = "");
  std::string shown(StringRef Path) const { return relativeTo(Path.str(), WorkingDirectory); }
  void tool();
  void plugin();
  void repository();
  bool configuration(const Plan &Todo, std::shared_ptr<Settings> &Files);
  std::optional<Plan> database();
  void freshness(const std::string &Database, const Plan &Todo);
  void compilers(const Plan &Todo);
  void flags(const std::map<std::string, std::set<std::string>> &Flags);
  void parse(const Plan &Todo, std::shared_ptr<Settings> Files);
  void explainParseErrors(const std::map<std::string, std::set<std::string>> &Errors, const Plan &Todo);
};
} // namespace

void Doctor::say(Result R, const std::string &What, const std::string &Help) {
  llvm::outs() << (R == Good ? "ok       " : R == Doubtful ? "look at  " : "wrong    ") << What << '\n';
  for (StringRef Rest = Help; !Rest.empty();) {
    auto [Line, Tail] = Rest.split('\n');
    llvm::outs() << "           " << Line << '\n';
    Rest = Tail;
  }
  AnyWrong |= R == Wrong;
}

void Doctor::tool() {
  const std::string Folder = DEED_CLANG_RESOURCE_DIR;
  if (fs::exists(Folder + "/include/stddef.h"))
    say(Good, "deed " DEED_VERSION " with Clang " + clangVersion() + "; its headers are in " + Folder);
  else
    say(Wrong, "Clang's own headers (stddef.h, ...) are not in " + Folder,
        "install libclang-common-" CLANG_VERSION_MAJOR_STRING "-dev, or build Deed on this machine");
}

/// The first line that \p Program prints with --version.
static std::string versionOf(const std::string &Program) {
  llvm::SmallString<128> Output;
  int Descriptor;
  if (fs::createTemporaryFile("deed-doctor", "txt", Descriptor, Output))
    return "";
  ::close(Descriptor);
  std::optional<StringRef> Redirects[] = {StringRef(), StringRef(Output), StringRef()};
  std::string Text;
  if (llvm::sys::ExecuteAndWait(Program, {Program, "--version"}, std::nullopt, Redirects, /*SecondsToWait=*/20) == 0)
    if (auto Buffer = llvm::MemoryBuffer::getFile(Output))
      Text = (*Buffer)->getBuffer().str();
  fs::remove(Output);
  return Text;
}

/// "version 19.1.7" -> 19; 0 if there is none.
static unsigned majorOf(StringRef Version) {
  size_t At = Version.find("version ");
  unsigned Major = 0;
  if (At != StringRef::npos)
    Version.drop_front(At + 8).consumeInteger(10, Major);
  return Major;
}

void Doctor::plugin() {
  const std::string Wanted = "clang-tidy-" CLANG_VERSION_MAJOR_STRING;
  auto Found = llvm::sys::findProgramByName("clang-tidy");
  if (Found) {
    const unsigned Major = majorOf(versionOf(*Found));
    if (Major == CLANG_VERSION_MAJOR)
      say(Good, "clang-tidy is version " + std::to_string(Major) + ", as the module libDeedTidyModule.so");
    else
      say(Doubtful,
          "clang-tidy is version " + (Major ? std::to_string(Major) : "unknown") +
              ", but libDeedTidyModule.so was built for " CLANG_VERSION_MAJOR_STRING,
          "run " + Wanted + " -load ..., or build the module for that version; deed check needs neither");
  } else if (llvm::sys::findProgramByName(Wanted)) {
    say(Good, Wanted + " is there for libDeedTidyModule.so");
  } else {
    say(Good, "no clang-tidy; deed check needs none");
  }
}

void Doctor::repository() {
  for (StringRef Folder = WorkingDirectory; Folder.size() > 1; Folder = path::parent_path(Folder))
    if (fs::exists(Folder + "/.git")) {
      if (llvm::sys::findProgramByName("git"))
        say(Good, "a git repository: " + shown(Folder));
      else
        say(Doubtful, "a git repository, but no program git", "install git: --since and baselines of a branch need it");
      return;
    }
  say(Doubtful, "no git repository", "deed check works; --since and the revision in logs need one");
}

bool Doctor::configuration(const Plan &Todo, std::shared_ptr<Settings> &Files) {
  llvm::Expected<Configurations> Configs = commandLineConfigurations(Options, WorkingDirectory);
  if (!Configs) {
    say(Wrong, llvm::toString(Configs.takeError()), "see docs/configuration.md");
    return false;
  }
  Files = std::make_shared<Settings>(std::move(*Configs), AnalysisOptions());
  std::set<std::string> Errors, Names;
  for (const CompileUnit &Unit : Todo.Units)
    if (llvm::Error E = Files->add(Unit.File))
      Errors.insert(llvm::toString(std::move(E)));
  for (const std::string &Error : Errors)
    say(Wrong, Error, "mend the configuration: nothing is analysed until it is right (deed check --verify-config)");
  if (!Errors.empty())
    return false;
  for (const auto &Each : Files->all())
    for (const std::string &File : Each->Config->Files)
      Names.insert(shown(File));
  say(Good, Names.empty() ? "no .deed.yaml: the defaults hold (deed init proposes one)"
                          : "configuration: " + llvm::join(Names, ", "));
  return true;
}

std::optional<Plan> Doctor::database() {
  llvm::Expected<Plan> Todo = makePlan(Options, WorkingDirectory);
  if (!Todo) {
    std::string Text = llvm::toString(Todo.takeError());
    auto [What, Help] = StringRef(Text).split('\n');
    if (Help.empty() && What.contains("is no compile database"))
      Help =
          "make it anew (cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, meson setup, bear -- make), or name another by -p";
    else if (Help.empty())
      Help = "-p names a folder with a compile_commands.json; paths are files or folders of the project";
    say(Wrong, What.str(), Help.str());
    return std::nullopt;
  }
  say(Good,
      Todo->Note.empty() ? std::to_string(Todo->Units.size()) + " files with flags from the command line" : Todo->Note);
  unsigned Missing = 0;
  std::string Example;
  for (const Problem &P : Todo->Problems)
    if (P.Kind == ProblemKind::Missing) {
      ++Missing;
      Example = P.File;
    }
  if (Missing)
    say(Wrong,
        Missing == 1 ? "a file of the database does not exist: " + shown(Example)
                     : std::to_string(Missing) + " files of the database do not exist, such as " + shown(Example),
        "the database is stale, or the files are generated: configure and build, then run deed again");
  std::set<std::string> Folders;
  for (const CompileUnit &Unit : Todo->Units)
    if (!fs::is_directory(Unit.Directory))
      Folders.insert(Unit.Directory);
  if (!Folders.empty())
    say(Wrong, "commands run in folders that do not exist, such as " + shown(*Folders.begin()),
        "the build folder is gone: configure anew");
  return std::move(*Todo);
}

/// Is what the database was made from younger than it, and does it know all files?
void Doctor::freshness(const std::string &Database, const Plan &Todo) {
  fs::file_status Of, Source;
  if (Database.empty() || fs::status(Database, Of))
    return;
  for (const char *Name : {"CMakeLists.txt", "meson.build", "configure.ac", "Makefile.am"}) {
    const std::string File = Todo.Root + "/" + Name;
    if (!fs::status(File, Source) && Source.getLastModificationTime() > Of.getLastModificationTime()) {
      say(Doubtful, std::string(Name) + " is younger than " + shown(Database),
          "configure anew, so that new files and flags are known");
      return;
    }
  }
  std::set<std::string> Folders, Known(Todo.Files.begin(), Todo.Files.end());
  for (const CompileUnit &Unit : Todo.Units)
    Folders.insert(path::parent_path(Unit.File).str());
  std::vector<std::string> Unlisted;
  std::error_code Code;
  for (const std::string &Folder : Folders)
    for (fs::directory_iterator It(Folder, Code), End; It != End && !Code; It.increment(Code))
      if (path::extension(It->path()) == ".c" && !Known.count(It->path()))
        Unlisted.push_back(shown(It->path()));
  llvm::sort(Unlisted);
  if (Unlisted.empty())
    say(Good, "the database knows all C files beside those that it lists");
  else
    say(Doubtful,
        (Unlisted.size() == 1
             ? std::string("a C file beside those of the database is not in it: ")
             : std::to_string(Unlisted.size()) + " C files beside those of the database are not in it, such as ") +
            Unlisted.front(),
        "fine if they are not built; else the database is stale: configure anew");
}

/// The compiler of a command, behind launchers.
static StringRef compilerOf(const CompileUnit &Unit) {
  for (StringRef Word : Unit.Arguments)
    if (StringRef Name = path::filename(Word);
        Name != "ccache" && Name != "sccache" && Name != "distcc" && Name != "icecc" && !Word.contains('='))
      return Word;
  return "";
}

/// Deed needs none of them; but what headers and macros they bring is then not known.
void Doctor::compilers(const Plan &Todo) {
  std::map<std::string, unsigned> Missing;
  for (const CompileUnit &Unit : Todo.Units) {
    const StringRef Compiler = compilerOf(Unit);
    if (Compiler.empty() || Options.Flags)
      continue;
    const bool There = Compiler.contains('/') ? fs::exists(absolutePath(Compiler, Unit.Directory))
                                              : static_cast<bool>(llvm::sys::findProgramByName(Compiler));
    Missing[Compiler.str()] += !There;
  }
  for (const auto &[Compiler, Files] : Missing) {
    if (!Files)
      continue;
    // arm-none-eabi-gcc
    StringRef Target = path::filename(Compiler);
    const bool Cross = Target.contains('-') && (Target.consume_back("-gcc") || Target.consume_back("-cc"));
    say(Doubtful,
        "the compiler " + Compiler + " of " + std::to_string(Files) + (Files == 1 ? " file" : " files") +
            " is not on this machine",
        Cross ? "its headers and macros are not known: --extra-arg=--target=" + Target.str() +
                    " and --extra-arg=--sysroot=DIR stand in for it"
              : std::string(
                    "deed does not run it; headers that it brings along must be given by --extra-arg=-isystemDIR"));
  }
}

void Doctor::flags(const std::map<std::string, std::set<std::string>> &Flags) {
  const char *Help = "flags of another compiler; harmless unless they change what is declared";
  if (Flags.size() <= 3) {
    for (const auto &[Message, In] : Flags)
      say(Doubtful, Message + " (" + std::to_string(In.size()) + (In.size() == 1 ? " file)" : " files)"), Help);
    return;
  }
  std::string Names;
  for (const auto &[Message, In] : Flags)
    Names += (Names.empty() ? "" : " ") + StringRef(Message).split('\'').second.split('\'').first.str();
  say(Doubtful, "Clang does not know " + std::to_string(Flags.size()) + " flags; they were left out: " + Names, Help);
}

/// "'x.h' file not found" -> x.h
static StringRef missingHeader(StringRef Message) {
  auto [Before, Rest] = Message.split('\'');
  auto [Name, After] = Rest.split('\'');
  return Before.empty() && After.starts_with(" file not found") ? Name : StringRef();
}

void Doctor::explainParseErrors(const std::map<std::string, std::set<std::string>> &Errors, const Plan &Todo) {
  unsigned Shown = 0;
  for (const auto &[Message, Files] : Errors) {
    if (++Shown > 12) {
      say(Wrong, "and " + std::to_string(Errors.size() - 12) + " other errors");
      return;
    }
    const std::string Where =
        std::to_string(Files.size()) + (Files.size() == 1 ? " file, " : " files, such as ") + shown(*Files.begin());
    StringRef Header = missingHeader(Message);
    std::string Help;
    if (!Header.empty()) {
      const std::string Name = path::filename(Header).str();
      bool Template = false;
      std::error_code Code;
      for (fs::recursive_directory_iterator It(Todo.Root, Code, /*follow_symlinks=*/false), End;
           It != End && !Code && !Template; It.increment(Code))
        for (const char *Suffix : {".in", ".cmake", ".am", ".py", ".sh", ".l", ".y"})
          Template |= path::filename(It->path()) == Name + Suffix ||
                      path::filename(It->path()) == path::stem(Name).str() + Suffix;
      Help = Template ? "it is generated by the build: build the project once (make, ninja), then run deed again"
                      : "install the package that has it (Debian: apt-file search " + Header.str() +
                            "), or build the project once if it is generated";
    } else if (StringRef(Message).starts_with("unknown type name") || StringRef(Message).contains("undeclared")) {
      Help = "often a header that is generated, or a flag -D or -std that the command lacks: does it compile?";
    } else {
      Help = "does the file compile with clang " CLANG_VERSION_MAJOR_STRING "? --extra-arg=FLAG adds a flag";
    }
    say(Wrong, Message + " (" + Where + ")", Help);
  }
}

void Doctor::parse(const Plan &Todo, std::shared_ptr<Settings> Files) {
  RunnerOptions Runner;
  Runner.Files = std::move(Files);
  Runner.ExtraArgs = Options.ExtraArgs;
  Runner.ExtraArgsBefore = Options.ExtraArgsBefore;
  llvm::Expected<std::vector<UnitReport>> Units = analyseAll(Options, Runner, Todo.Units);
  if (!Units)
    return say(Wrong, llvm::toString(Units.takeError()));
  std::map<std::string, std::set<std::string>> Errors, Flags, Others;
  std::set<std::string> Bad;
  for (size_t I = 0; I != Units->size(); ++I)
    for (const Problem &P : (*Units)[I].Problems) {
      if (P.fails())
        Bad.insert(P.File);
      if (P.Kind == ProblemKind::ParseError)
        Errors[P.Message.substr(0, P.Message.find(" (and "))].insert(P.File);
      else if (P.Kind == ProblemKind::FlagIgnored)
        Flags[P.Message].insert(P.File);
      else if (P.fails())
        Others[P.Message].insert(P.File);
    }
  flags(Flags);
  for (const auto &[Message, In] : Others)
    say(Wrong, Message + " (" + shown(*In.begin()) + (In.size() == 1 ? ")" : " and others)"),
        Message.find("crash") != std::string::npos ? "please report it with the file; the other files are not affected"
                                                   : "see the command of this file in the database");
  explainParseErrors(Errors, Todo);
  const std::string Count = std::to_string(Todo.Units.size() - Bad.size()) + " of " + std::to_string(Todo.Units.size());
  say(Bad.empty() ? Good : Wrong,
      Count + (Todo.Units.size() == 1 ? " file parses without an error" : " files parse without an error"));
}

ExitCode Doctor::run() {
  tool();
  plugin();
  repository();
  std::optional<Plan> Todo = database();
  std::shared_ptr<Settings> Files;
  if (!Todo) {
    configuration(Plan(), Files);
    return ExitCode::NotAnalysed;
  }
  if (!Options.Flags) {
    std::vector<std::string> Found = Options.BuildPath.empty()
                                         ? findDatabases(WorkingDirectory)
                                         : std::vector<std::string>{absolutePath(Options.BuildPath, WorkingDirectory)};
    if (Found.size() == 1)
      freshness(fs::is_directory(Found.front()) ? Found.front() + "/compile_commands.json" : Found.front(), *Todo);
  }
  compilers(*Todo);
  // What keeps files from being parsed is told under the defaults, too.
  if (!configuration(*Todo, Files)) {
    Files = std::make_shared<Settings>(Configurations(ConfigFile(), ConfigFile(), WorkingDirectory), AnalysisOptions());
    for (const CompileUnit &Unit : Todo->Units)
      if (llvm::Error E = Files->add(Unit.File)) {
        llvm::consumeError(std::move(E));
        return ExitCode::NotAnalysed;
      }
  }
  parse(*Todo, std::move(Files));
  return AnyWrong ? ExitCode::NotAnalysed : ExitCode::Clean;
}

ExitCode runDoctor(llvm::ArrayRef<std::string> Words) {
  if (llvm::is_contained(Words, "--help") || llvm::is_contained(Words, "-h")) {
    llvm::outs() << "usage: deed doctor [PATH...] [-p BUILD] [OPTIONS of deed check] [-- FLAGS]\n"
                    "Looks at what deed check needs, and says what is wrong and what to do.\n"
                    "exit status: 0 all is well, 3 something will keep files from being analysed\n";
    return ExitCode::Clean;
  }
  llvm::SmallString<256> WorkingDirectory;
  if (std::error_code Code = fs::current_path(WorkingDirectory))
    return failMisuse("no working directory: " + Code.message());
  llvm::Expected<CheckOptions> Options = parseCheckOptions(Words);
  if (!Options)
    return failMisuse(llvm::toString(Options.takeError()));
  return Doctor(std::move(*Options), WorkingDirectory.str().str()).run();
}

} // namespace deed
