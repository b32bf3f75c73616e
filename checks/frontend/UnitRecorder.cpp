//===- frontend/UnitRecorder.cpp - writes a file's part of the index ------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/UnitRecorder.h"
#include "clang/AST/Attr.h"

namespace deed {

using namespace clang;

static std::string labelOf(const NamedDecl *D) {
  const auto *Label = D->getAttr<AsmLabelAttr>();
  return Label ? Label->getLabel().str() : D->getNameAsString();
}

std::string linkName(const FunctionDecl *D) { return D->isExternallyVisible() ? labelOf(D) : std::string(); }

UnitRecorder::UnitRecorder(ASTContext &Context, ContractReader &Contracts, const FlowBuilder &Builder,
                           const Locations &Locs)
    : Context(Context), SM(Context.getSourceManager()), Contracts(Contracts), Builder(Builder), Locs(Locs) {}

std::string UnitRecorder::linkName(const VarDecl *V) const {
  if (V->isExternallyVisible())
    return labelOf(V);
  // Each file that includes a header has a static variable of it of its own.
  std::string Name = Locs.fileName(SM.getMainFileID()) + ':' + V->getNameAsString();
  if (V->isStaticLocal())
    Name += '@' + std::to_string(SM.getFileOffset(SM.getExpansionLoc(V->getLocation())));
  return Name;
}

SlotOwner UnitRecorder::ownerOf(const FunctionDecl *F) const {
  SlotOwner Out;
  Out.Link = deed::linkName(F);
  const FunctionDecl *Definition = nullptr;
  if (F->hasBody(Definition))
    if (auto It = Numbers.find(Definition); It != Numbers.end())
      Out.Local = It->second;
  return Out;
}

std::vector<std::string> UnitRecorder::familiesOf(const FunctionDecl *F) const {
  std::vector<std::string> Out;
  // Types have families only where names are contracts.
  if (!Contracts.PrefixesInUse)
    return Out;
  auto Add = [&](QualType T) {
    if (const QualType Pointee = T->getPointeeType(); !Pointee.isNull() && Pointee->isPointerType())
      T = Pointee;
    Out.push_back(T->isPointerType() ? Contracts.familyOf(T) : std::string());
  };
  Add(F->getReturnType());
  for (const ParmVarDecl *P : F->parameters())
    Add(P->getType());
  return Out;
}

RecordedFunction &UnitRecorder::declare(const FunctionDecl *Definition) {
  Numbers[Definition] = Record.Functions.size();
  RecordedFunction &Out = Record.Functions.emplace_back();
  Out.Name = Definition->getNameAsString();
  Out.Link = deed::linkName(Definition);
  Out.Place = Locs.range(clang::SourceRange(Definition->getLocation()));
  Out.Weak = Definition->hasAttr<WeakAttr>() || Definition->isInlined();
  return Out;
}

RecordedFunction *UnitRecorder::find(const FunctionDecl *Definition) {
  auto It = Numbers.find(Definition);
  return It == Numbers.end() ? nullptr : &Record.Functions[It->second];
}

std::uint32_t UnitRecorder::fileNumber(FileID File) {
  auto [It, New] = Files.try_emplace(File, Record.Files.size());
  if (!New)
    return It->second;
  RecordFile Out;
  Out.Path = Locs.fileName(File);
  Out.System = SM.isInSystemHeader(SM.getLocForStartOfFile(File));
  Out.Main = File == SM.getMainFileID();
  Record.Files.push_back(std::move(Out));
  FileIds.push_back(File);
  return It->second;
}

GlobalVar UnitRecorder::globalVar(int Number) const {
  GlobalVar Out;
  const VarDecl *V = Builder.global(Number);
  Out.Link = linkName(V);
  Out.Shape = Builder.describe(V);
  Out.Shape.Global = Number;
  return Out;
}

void UnitRecorder::keepFlow(const FunctionDecl *Definition, const Flow &F) {
  RecordedFunction &Entry = *find(Definition);
  FlowRecord Out;
  Out.Body = F;
  llvm::DenseMap<const FunctionContract *, std::uint32_t> Slots;
  auto SlotOf = [&](const FunctionContract *C) -> std::uint32_t {
    if (!C)
      return 0;
    auto [It, New] = Slots.try_emplace(C, Slots.size() + 1);
    if (New) {
      SlotOwner Owner;
      if (const FunctionDecl *D = Contracts.functionOf(C))
        Owner = ownerOf(D), Owner.Families = familiesOf(D);
      // What a program brings along for platforms without it is what the C library has.
      if (Owner.Local < 0 && C->Return.From.Text == "model libc")
        Owner.Link.clear();
      else if (const FunctionType *T = Contracts.pointerOf(C))
        Owner.Type = QualType(T, 0).getCanonicalType().getAsString();
      Entry.Slots.push_back(std::move(Owner));
      Out.Contracts.push_back(*C);
    }
    return It->second;
  };
  Out.OwnSlot = SlotOf(F.Contract.get());
  for (Callee &C : Out.Body.Callees) {
    Out.CalleeSlots.push_back(SlotOf(C.Contract.get()));
    C.Contract.reset();
  }
  Out.Body.Contract.reset();
  // Most events of a statement share their places.
  llvm::DenseMap<std::pair<unsigned, unsigned>, std::uint32_t> Spots;
  archive::eachId<LocId>(Out.Body, [&](LocId &L) {
    const Locations::Extent Place = Locs.extent(L);
    if (Place.File.isInvalid()) {
      L = LocId();
      return;
    }
    const Spot S{fileNumber(Place.File), Place.Begin, Place.End, Locs.isPlain(L)};
    auto [It, New] = Spots.try_emplace({S.File << 1 | S.Plain, S.Begin}, Out.Spots.size());
    if (!New && Out.Spots[It->second].End != S.End)
      It->second = Out.Spots.size(), New = true;
    if (New)
      Out.Spots.push_back(S);
    L = LocId(It->second);
  });
  for (const Var &V : F.Vars)
    if (V.Global >= 0)
      Out.Globals.push_back(globalVar(V.Global));
  Entry.Body = archive::write(Out);
}

void UnitRecorder::keepSummary(const FunctionDecl *Definition, const FunctionContract &C) {
  std::vector<GlobalVar> Globals;
  for (int Number : globalsOf(C))
    Globals.push_back(globalVar(Number));
  RecordedFunction &Entry = *find(Definition);
  Entry.Solved = true;
  Entry.Alone = archive::write(summaryOf(C, Globals));
}

void UnitRecorder::takesAddress(const FunctionDecl *F, QualType As) {
  const QualType Type = As.isNull() ? F->getType() : As;
  Taken.insert({F->getCanonicalDecl(), Type.getCanonicalType().getTypePtr()});
  TakenBodies.insert(F->getCanonicalDecl());
}

UnitRecord UnitRecorder::finish() {
  for (std::size_t I = 0; I != Record.Files.size(); ++I) {
    const StringRef Text = SM.getBufferData(FileIds[I]);
    std::uint32_t Before = 0;
    Record.Files[I].Lines.push_back(0);
    for (std::size_t At = 0; At != Text.size(); ++At)
      if (Text[At] == '\n' || (Text[At] == '\r' && (At + 1 == Text.size() || Text[At + 1] != '\n'))) {
        Record.Files[I].Lines.push_back(At + 1 - Before);
        Before = At + 1;
      }
  }
  for (const Decl *D : Context.getTranslationUnitDecl()->decls())
    if (const auto *F = dyn_cast<FunctionDecl>(D))
      if (const auto *Alias = F->getAttr<AliasAttr>(); Alias && F->isExternallyVisible())
        Record.Aliases.push_back({labelOf(F), Alias->getAliasee().str()});
  for (const auto &[F, As] : Taken)
    Record.Taken.push_back({QualType(As, 0).getAsString(), ownerOf(F)});
  return std::move(Record);
}

} // namespace deed
