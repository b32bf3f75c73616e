//===- models/Models.cpp - contracts of known libraries --------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The reader of model files. It walks the YAML events once and keeps nothing
// of them. What shipped models say is read on demand: ShippedModels.cpp.
//===----------------------------------------------------------------------===//
#include "models/Models.h"
#include "models/Words.h"
#include "models/YamlReader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"
#include <initializer_list>

using namespace llvm;

namespace deed {

namespace {

/// What depends on success needs a test; a scalar's can not be guessed.
bool needsSuccess(const FunctionContract &C) {
  auto Depends = [](const ParamContract &P) {
    return P.Word == ParamWord::TakesOnSuccess || P.Word == ParamWord::TakesOnFailure ||
           P.Word == ParamWord::TakesOrFails || P.Word == ParamWord::ReleasesOnSuccess ||
           P.Word == ParamWord::GivesOnSuccess || P.Word == ParamWord::GivesPair ||
           P.Word == ParamWord::GivesOnFailure || P.Word == ParamWord::RegrowsOnSuccess;
  };
  return C.Return.Word == ReturnWord::Scalar && C.Success == ResultTest::Any &&
         (Depends(C.Rest) || any_of(C.Params, Depends));
}

constexpr ResultTest AllTests[] = {ResultTest::Zero,        ResultTest::NonZero,    ResultTest::Negative,
                                   ResultTest::NonNegative, ResultTest::Positive,   ResultTest::NonPositive,
                                   ResultTest::MinusOne,    ResultTest::NotMinusOne};

bool isIdentifier(StringRef Text) {
  return !Text.empty() && !isDigit(Text.front()) && all_of(Text, [](char C) { return isAlnum(C) || C == '_'; });
}

/// The name of a function, or with a dot of a member that is called (Allocator.malloc); with stars a pattern.
bool isFunctionName(StringRef Text, bool Pattern) {
  return !Text.empty() && all_of(Text, [&](char C) {
    return isAlnum(C) || C == '_' || C == '$' || C == '.' || (Pattern && (C == '*' || C == '?'));
  });
}

bool isFamilyName(StringRef Text) {
  return all_of(Text, [](char C) { return isAlnum(C) || StringRef("_$-./+").contains(C); });
}

/// More parameters than any function has; a larger number is a slip.
constexpr unsigned MaxParams = 64;

} // namespace

/// `*` stands for any characters, `?` for one. (llvm::GlobPattern keeps
/// references into the text, which does not outlive the reader.)
bool matchesPattern(StringRef Pattern, StringRef Name) {
  size_t P = 0, N = 0, Star = StringRef::npos, Mark = 0;
  while (N != Name.size()) {
    if (P != Pattern.size() && Pattern[P] == '*') {
      Star = P++;
      Mark = N;
    } else if (P != Pattern.size() && (Pattern[P] == '?' || Pattern[P] == Name[N])) {
      ++P, ++N;
    } else if (Star != StringRef::npos) {
      P = Star + 1; // let the last star take one more
      N = ++Mark;
    } else {
      return false;
    }
  }
  return Pattern.drop_front(P).find_first_not_of('*') == StringRef::npos;
}

/// Reads the keys of a model into a ModelSet. The methods return false once
/// something is wrong; the first error is kept.
class ModelReader : public YamlReader {
public:
  ModelReader(ModelSet &Models, YamlText &In, const Provenance &From) : YamlReader(In), Models(Models), From(From) {}

  /// \p Key is one of modelKeys().
  bool readKey(StringRef Key, yaml::Node *Value) {
    if (Key == "Contracts")
      return readContracts(Value);
    if (Key == "Contexts")
      return readContexts(Value);
    return readFamilies(Value);
  }

private:
  ModelSet &Models;
  Provenance From;
  StringMap<bool> Seen; ///< exact names that this text describes

  bool readContracts(yaml::Node *N) {
    return mapping(N, "'Contracts' maps names of functions to their contracts",
                   [&](yaml::Node &KeyNode, StringRef Names, yaml::Node *Value) {
                     FunctionContract C;
                     SmallVector<StringRef, 16> Each;
                     Names.split(Each, ' ', -1, /*KeepEmpty=*/false);
                     C.Name = Each.empty() ? "" : Each.front().str();
                     SmallVector<NamedParam, 2> Named;
                     place(KeyNode);
                     if (!readContract(KeyNode, Value, C, Named))
                       return false;
                     for (StringRef Name : Each) {
                       if (!isFunctionName(Name, /*Pattern=*/false))
                         return fail(KeyNode, "no function is called '" + Name + "'");
                       if (!Seen.try_emplace(Name, true).second)
                         return fail(KeyNode, "'" + Name + "' is described twice here");
                       C.Name = Name.str();
                       Models.Contracts[Name] = C;
                       if (From.From == Source::Configuration)
                         Models.Places[Name] = range(KeyNode);
                       if (Named.empty())
                         Models.Named.erase(Name);
                       else
                         Models.Named[Name].assign(Named.begin(), Named.end());
                     }
                     return true;
                   });
  }

  bool readContract(yaml::Node &NameNode, yaml::Node *N, FunctionContract &C, SmallVectorImpl<NamedParam> &Named) {
    StringMap<bool> Seen;
    bool Good =
        mapping(N, "a contract is a mapping, such as {params: {0: borrows}}",
                [&](yaml::Node &KeyNode, StringRef Key, yaml::Node *Value) {
                  if (!Seen.try_emplace(Key, true).second)
                    return fail(KeyNode, "'" + Key + "' is given twice");
                  if (Key == "params")
                    return readParams(Value, C, Named);
                  if (Key == "returns")
                    return readReturn(Value, C.Return);
                  if (Key == "success")
                    return readSuccess(Value, C.Success);
                  if (Key == "failure")
                    return readSuccess(Value, C.Failure);
                  if (Key == "noreturn")
                    return readNoReturn(Value, C);
                  if (Key == "mustcheck")
                    return readMustCheck(Value, C);
                  if (Key == "opaque") {
                    bool Opaque = false;
                    if (!readBool(Value, Opaque))
                      return false;
                    C.BodyCounts = !Opaque;
                    return true;
                  }
                  return failWord(KeyNode, "unknown key", Key,
                                  {"params", "returns", "success", "failure", "noreturn", "mustcheck", "opaque"});
                });
    if (Good && C.ReturnsToFail && C.Success == ResultTest::Any)
      return fail(NameNode,
                  "'" + C.Name + "' returns to say that it failed; add 'success', as in 'success: nonnegative'");
    if (Good && needsSuccess(C))
      return fail(NameNode, "'" + C.Name +
                                "' says what happens on success; add "
                                "'success', as in 'success: zero'");
    return Good;
  }

  bool readParams(yaml::Node *N, FunctionContract &C, SmallVectorImpl<NamedParam> &ByName) {
    ParamContract All;
    bool HasRest = false;
    SmallVector<bool, 8> Named;
    bool Good = mapping(N, "'params' maps numbers, names, 'rest' or 'all' to words",
                        [&](yaml::Node &KeyNode, StringRef Key, yaml::Node *Value) {
                          ParamContract P;
                          unsigned Index = 0;
                          if (Key == "rest" || Key == "all") {
                            if (!readParam(Value, P))
                              return false;
                            HasRest |= Key == "rest";
                            (Key == "rest" ? C.Rest : All) = std::move(P);
                            return true;
                          }
                          if (isIdentifier(Key)) {
                            if (any_of(ByName, [&](const NamedParam &Other) { return Other.Name == Key; }))
                              return fail(KeyNode, "parameter '" + Key + "' is named twice");
                            if (!readParam(Value, P))
                              return false;
                            ByName.push_back({Key.str(), std::move(P), range(KeyNode)});
                            return true;
                          }
                          if (Key.getAsInteger(10, Index) || Index >= MaxParams)
                            return failWord(KeyNode, "no parameter is called", Key, {"rest", "all"});
                          if (C.Params.size() <= Index)
                            C.Params.resize(Index + 1);
                          if (Named.size() <= Index)
                            Named.resize(Index + 1, false);
                          if (Named[Index])
                            return fail(KeyNode, "parameter " + Key + " is named twice");
                          Named[Index] = true;
                          return readParam(Value, C.Params[Index]);
                        });
    if (!Good)
      return false;
    Named.resize(C.Params.size(), false);
    for (size_t I = 0; I != C.Params.size(); ++I)
      if (!Named[I])
        C.Params[I] = All;
    if (!HasRest)
      C.Rest = All;
    return true;
  }

  /// "releases malloc", "points-into 0".
  bool readParam(yaml::Node *N, ParamContract &P) {
    StringRef Text;
    if (!scalar(N, "what a function does with a parameter is a word", Text))
      return false;
    P.From = From;
    const std::string Wrong = parseParamWords(Text, P);
    return Wrong.empty() ? checkFamily(*N, P.Family) : fail(*N, Wrong);
  }

  /// "owned malloc never-null", "argument 0", "owned malloc unless 1".
  bool readReturn(yaml::Node *N, ReturnContract &R) {
    StringRef Text;
    if (!scalar(N, "what a function returns is a word", Text))
      return false;
    R.From = From;
    const std::string Wrong = parseReturnWords(Text, R);
    return Wrong.empty() ? checkFamily(*N, R.Family) : fail(*N, Wrong);
  }

  bool readSuccess(yaml::Node *N, ResultTest &Test) {
    StringRef Text;
    if (!scalar(N, "'success' and 'failure' are tests of a result", Text))
      return false;
    if (Text == "true" || Text == "false") {
      Test = Text == "true" ? ResultTest::NonZero : ResultTest::Zero;
      return true;
    }
    SmallVector<StringRef, 8> Names;
    for (ResultTest T : AllTests) {
      Names.push_back(resultTestName(T));
      if (Names.back() == Text) {
        Test = T;
        return true;
      }
    }
    return failWord(*N, "unknown test", Text, Names);
  }

  /// "true": dropping the status is a finding; "false": dropping the owned
  /// result is none.
  bool readMustCheck(yaml::Node *N, FunctionContract &C) {
    if (!readBool(N, C.MustCheck))
      return false;
    C.MayDrop = !C.MustCheck;
    return true;
  }

  /// "true", "unless-zero 0": error(status, ...) ends the program unless status is 0, or
  /// "unless-fails": execv().
  bool readNoReturn(yaml::Node *N, FunctionContract &C) {
    StringRef Text;
    if (!scalar(N, "expected 'true', 'false', 'unless-fails', or 'unless-zero' and a parameter", Text))
      return false;
    if (Text == "unless-fails")
      return C.ReturnsToFail = true;
    if (!Text.consume_front("unless-zero"))
      return readBool(N, C.NoReturn);
    if (Text.trim().getAsInteger(10, C.NoReturnUnlessZero) || C.NoReturnUnlessZero < 0)
      return fail(*N, "'unless-zero' needs the number of a parameter");
    return true;
  }

  bool readBool(yaml::Node *N, bool &Value) {
    StringRef Text;
    if (!scalar(N, "expected 'true' or 'false'", Text))
      return false;
    if (Text != "true" && Text != "false")
      return failWord(*N, "expected 'true' or 'false', not", Text, {"true", "false"});
    Value = Text == "true";
    return true;
  }

  bool readFamilies(yaml::Node *N) {
    return mapping(
        N, "'Families' maps names of families to their functions",
        [&](yaml::Node &FamilyNode, StringRef Family, yaml::Node *Value) {
          bool Any = false;
          return checkFamily(FamilyNode, Family) &&
                 mapping(Value, "a family has the keys 'acquire' and 'release'",
                         [&](yaml::Node &KeyNode, StringRef Key, yaml::Node *Names) {
                           if (Key == "acquire")
                             return functionNames(Names, [&](FunctionContract &C) {
                               Any = true;
                               C.Return.Word = ReturnWord::Owned;
                               C.Return.Family = Family.str();
                               C.Return.From = From;
                             });
                           if (Key == "release")
                             return functionNames(Names, [&](FunctionContract &C) {
                               Any = true;
                               if (C.Params.empty())
                                 C.Params.resize(1);
                               C.Params[0].Word = ParamWord::Releases;
                               C.Params[0].Family = Family.str();
                               C.Params[0].From = From;
                             });
                           return failWord(KeyNode, "unknown key", Key, {"acquire", "release"});
                         }) &&
                 (Any || fail(FamilyNode, "the family '" + Family + "' names no function: add 'acquire' or 'release'"));
        });
  }

  bool readContexts(yaml::Node *N) {
    StringMap<bool> Described;
    return mapping(N, "'Contexts' maps names of families to what is known of them",
                   [&](yaml::Node &KeyNode, StringRef Family, yaml::Node *Value) {
                     if (!checkFamily(KeyNode, Family))
                       return false;
                     if (!Described.try_emplace(Family, true).second)
                       return fail(KeyNode, "'" + Family + "' is described twice here");
                     ContextModel C;
                     C.Family = Family.str();
                     place(KeyNode);
                     C.Where = From.Where;
                     StringMap<bool> Given;
                     if (!mapping(Value, "a family of contexts is a mapping",
                                  [&](yaml::Node &KeyNode, StringRef Key, yaml::Node *Of) {
                                    if (!Given.try_emplace(Key, true).second)
                                      return fail(KeyNode, "'" + Key + "' is given twice");
                                    return readContextKey(KeyNode, Key, Of, C);
                                  }))
                       return false;
                     Models.Families.push_back(std::move(C));
                     return true;
                   });
  }

  bool readContextKey(yaml::Node &KeyNode, StringRef Key, yaml::Node *N, ContextModel &M) {
    const std::string Family = M.Family;
    const ContextKind Kind = M.Kind;
    if (Key == "types")
      return words(N, "expected the name of a type", [&](StringRef Name) { M.Types.push_back(Name.str()); });
    StringMap<bool> Named;
    if (Key == "parameters" || Key == "variables")
      return mapping(N, "expected names with kinds, as {scratch: scratch}",
                     [&](yaml::Node &NameNode, StringRef Name, yaml::Node *Value) {
                       if (!Named.try_emplace(Name, true).second)
                         return fail(NameNode, "'" + Name + "' is given twice");
                       auto &List = Key == "parameters" ? M.Parameters : M.Variables;
                       List.emplace_back(Name.str(), ContextKind::None);
                       return readKind(Value, List.back().second);
                     });
    if (Key == "kind")
      return readKind(N, M.Kind);
    if (Key == "parents")
      return readBool(N, M.Parents);
    if (Key == "current")
      return readBool(N, M.Current);
    if (Key == "thread-local")
      return readBool(N, M.ThreadLocal);
    auto First = [&](FunctionContract &C, ParamWord Word) {
      if (C.Params.empty())
        C.Params.resize(1);
      C.Params[0].Word = Word;
      C.Params[0].Family = Word == ParamWord::Releases ? Family : "";
      C.Params[0].From = From;
    };
    auto Returns = [&](FunctionContract &C, ReturnWord Word) {
      C.Return.Word = Word;
      C.Return.Kind = Word == ReturnWord::Context ? Kind : ContextKind::None;
      C.Return.Argument = ContextParameter;
      C.Return.Family = Family;
      C.Return.From = From;
    };
    if (Key == "open")
      return functionNames(N, [&](FunctionContract &C) { Returns(C, ReturnWord::Context); });
    if (Key == "allocate")
      return functionNames(N, [&](FunctionContract &C) { Returns(C, ReturnWord::Allocated); });
    if (Key == "close")
      return functionNames(N, [&](FunctionContract &C) { First(C, ParamWord::Releases); });
    if (Key == "reset")
      return functionNames(N, [&](FunctionContract &C) { First(C, ParamWord::Resets); });
    if (Key == "free")
      return functionNames(N, [&](FunctionContract &C) {
        First(C, ParamWord::Context);
        C.Params.resize(2);
        C.Params[1].Word = ParamWord::Releases;
        C.Params[1].Family = Family;
        C.Params[1].On = 0;
        C.Params[1].From = From;
      });
    return failWord(KeyNode, "unknown key", Key,
                    {"types", "parameters", "variables", "kind", "open", "close", "reset", "allocate", "free",
                     "parents", "current", "thread-local"});
  }

  bool readKind(yaml::Node *N, ContextKind &Kind) {
    StringRef Text;
    if (!scalar(N, "expected the kind of a context", Text))
      return false;
    if (parseKind(std::string_view(Text), Kind) && Kind != ContextKind::None)
      return true;
    return failWord(*N, "unknown kind", Text,
                    {"tree", "temporary", "scratch", "arena", "scope", "scoped", "heap", "fixed", "pool"});
  }

  /// A word or a list of words.
  template <typename Fn> bool words(yaml::Node *N, const char *What, Fn Take) {
    auto One = [&](yaml::Node *Item) {
      StringRef Text;
      if (!scalar(Item, What, Text))
        return false;
      place(*Item);
      Take(Text);
      return true;
    };
    return items(N, One);
  }

  bool checkFamily(const yaml::Node &N, StringRef Name) {
    return isFamilyName(Name) || fail(N, "no family is called '" + Name + "'");
  }

  /// What is read next stands at \p N: findings of a project's own contracts say so.
  void place(const yaml::Node &N) {
    if (From.From == Source::Configuration)
      From.Where = range(N);
  }

  /// A name or a list of names: \p Describe adds to the contract of each.
  template <typename Fn> bool functionNames(yaml::Node *N, Fn Describe) {
    return items(N, [&](yaml::Node *Item) {
      StringRef Name;
      if (!scalar(Item, "expected the name of a function", Name))
        return false;
      if (!isFunctionName(Name, /*Pattern=*/true))
        return fail(*Item, "no function is called '" + Name + "'");
      place(*Item);
      if (Name.find_first_of("*?") == StringRef::npos) {
        Models.exact(Name); // a contract that is there is added to
        FunctionContract &C = Models.Contracts[Name];
        C.Name = Name.str();
        Describe(C);
        return true;
      }
      FunctionContract C;
      C.Name = Name.str();
      Describe(C);
      Models.Globs.push_back(std::move(C));
      return true;
    });
  }
};

const FunctionContract *ModelSet::find(StringRef Name) const {
  if (const FunctionContract *Exact = exact(Name))
    return Exact;
  for (const FunctionContract &C : reverse(Globs))
    if (matchesPattern(C.Name, Name))
      return &C;
  return nullptr;
}

ArrayRef<NamedParam> ModelSet::namedParams(StringRef Name) const {
  exact(Name);
  auto It = Named.find(Name);
  return It == Named.end() ? ArrayRef<NamedParam>() : ArrayRef(It->second);
}

void ModelSet::digest(StringRef Name, StringRef Text) {
  const std::string All = (Digest + Name + Twine('\0') + Text).str();
  const XXH128_hash_t Hash = xxh3_128bits(arrayRefFromStringRef(All));
  Digest = utohexstr(Hash.high64) + "." + utohexstr(Hash.low64);
}

void ModelSet::merge(const ModelSet &Over) {
  digest("", Over.Digest);
  for (const auto &Each : Over.contracts()) {
    Contracts[Each.getKey()] = Each.getValue();
    Named.erase(Each.getKey());
  }
  for (const auto &Each : Over.Places)
    Places[Each.getKey()] = Each.getValue();
  for (const auto &Each : Over.Named)
    Named[Each.getKey()] = Each.getValue();
  Globs.insert(Globs.end(), Over.Globs.begin(), Over.Globs.end());
  addContexts(Over);
}

void ModelSet::addContexts(const ModelSet &Over) {
  Families.insert(Families.end(), Over.Families.begin(), Over.Families.end());
}

ArrayRef<StringRef> modelKeys() {
  static constexpr StringRef Keys[] = {"Contracts", "Families", "Contexts"};
  return Keys;
}

bool readModelKey(YamlText &In, ModelSet &Models, const Provenance &From, StringRef Key, yaml::Node *Value) {
  return ModelReader(Models, In, From).readKey(Key, Value);
}

Error ModelSet::add(StringRef Text, StringRef FileName) {
  digest(FileName, Text);
  return read(Text, FileName);
}

Error ModelSet::read(StringRef Text, StringRef FileName) {
  YamlText In(Text, FileName);
  Provenance From;
  From.From = Source::Model;
  From.Text = ("model " + sys::path::stem(FileName)).str();
  ModelReader Reader(*this, In, From);
  yaml::Stream Stream(In.Text, In.Sources, /*ShowColors=*/false);
  auto ReadAll = [&] {
    for (yaml::Document &Doc : Stream) {
      yaml::Node *Root = Doc.getRoot();
      if (!Root || !Reader.mapping(Root, "a model has the keys 'Contracts', 'Families' and 'Contexts'",
                                   [&](yaml::Node &KeyNode, StringRef Key, yaml::Node *Value) {
                                     if (!is_contained(modelKeys(), Key))
                                       return Reader.failWord(KeyNode, "unknown key", Key, modelKeys());
                                     return Reader.readKey(Key, Value);
                                   }))
        return false;
    }
    return true;
  };
  if (ReadAll() && !Stream.failed())
    return Error::success();
  if (In.Message.empty())
    In.note(1, 1, "this is not YAML");
  return createStringError(inconvertibleErrorCode(), In.Message);
}

} // namespace deed
