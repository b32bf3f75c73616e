//===- frontend/ConventionUnit.h - rules of what declarations say -*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rules of section C that read the AST beside what the solver has found of
// each body. Each stands in a file of its own; checkConventions() runs those
// that are on, after all bodies were solved.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_CONVENTIONUNIT_H
#define DEED_FRONTEND_CONVENTIONUNIT_H

#include "engine/Names.h"
#include "frontend/Analyze.h"
#include "frontend/ContractReader.h"
#include "frontend/Locations.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace deed {

struct ConventionUnit {
  clang::ASTContext &Context;
  ContractReader &Contracts;
  const Locations &Locs;
  const AnalysisOptions &Options;
  /// Definitions that findings may be reported in, in source order.
  std::vector<const clang::FunctionDecl *> Bodies;
  std::vector<Finding> &Out;

  /// Headers with a prefix in them; filled by checkConventions().
  mutable llvm::DenseSet<clang::FileID> Prefixed;

  /// The place is in a file that is written by the convention: the unit's own, one
  /// beside it, or a header that uses prefixes itself. A vendored library does not.
  bool inForce(clang::SourceLocation L) const;
  /// By name or type; and by the one or the other alone.
  Role roleOf(const clang::ValueDecl *D) const { return roleOfDeclaration(D, Options.Names); }
  Role roleOfName(llvm::StringRef Name) const { return Options.Names.roleOf({Name.data(), Name.size()}); }
  Role roleOfType(clang::QualType T) const { return deed::roleOfType(T, Options.Names); }
  /// The prefix that a role is given, and \p Name without any.
  std::string prefixOf(Role R) const;
  llvm::StringRef bare(llvm::StringRef Name) const;
  bool on(Rule R) const { return Options.enabled(R); }
  /// The place is in a file of the project that is looked at.
  bool reported(clang::SourceLocation L) const;
  /// \p F may be reported: --only-function, and its place.
  bool wanted(const clang::FunctionDecl *F) const;
  /// A finding without path; \p F and \p D may be null.
  Finding make(Rule R, clang::SourceLocation At, const clang::FunctionDecl *F, const clang::NamedDecl *D,
               const char *Kind) const;
  /// Every function of the unit that may be reported, once: its definition, else
  /// its first declaration.
  std::vector<const clang::FunctionDecl *> functions() const;
  /// An empty range in front of, or right behind, the token at \p L.
  SourceRange before(clang::SourceLocation L) const;
  SourceRange behind(clang::SourceLocation L) const;
};

void checkConventions(const ConventionUnit &C);

void checkPrefixMissing(const ConventionUnit &C);
void checkConstness(const ConventionUnit &C); ///< const-cast-away and borrow-mutated
void checkContractConflict(const ConventionUnit &C);
void checkNameConvention(const ConventionUnit &C);
void checkUndocumented(const ConventionUnit &C);
void checkMissingPoison(const ConventionUnit &C);
void checkAssertion(const ConventionUnit &C);
void checkForgottenFields(const ConventionUnit &C); ///< incomplete-destroy of fields without a prefix
void checkForgottenNodes(const ConventionUnit &C);  ///< and of prefixed ones of what a walk frees

/// Calls \p Each on \p Root and all below it, in source order, without recursion.
void walkStatements(const clang::Stmt *Root, llvm::function_ref<void(const clang::Stmt *)> Each);

/// The variable that \p E names, through parentheses and casts; else null.
const clang::VarDecl *variableIn(const clang::Expr *E);
/// A role in words: "an owned value", "a mutable reference".
const char *describeRole(Role R);

/// A pointer by its type: no function pointer, no array but as a parameter.
bool isDataPointer(clang::QualType T);
/// `TALLOC_CTX *`, by that name.
bool isTallocContext(clang::QualType T);
/// What a body, or what is known of it, makes of its result.
enum class BodyReturn { Unknown, Owned, Lent };
/// Over all outcomes that do not return NULL; Unknown where they differ, or where
/// the body is not in sight.
BodyReturn returnOfBody(const FunctionContract &C);
/// The same of \p F, if its body does not take what it returns out of something:
/// who removes an element hands over what a borrow was.
BodyReturn resultOf(const clang::FunctionDecl *F, const FunctionContract &C);
/// What the body does with argument \p Index itself.
struct BodyParam {
  bool Known = false;    ///< the body was solved, and the value did not leave its sight
  bool Consumed = false; ///< released or taken on some path
  bool Parts = false;    ///< something below it is
};
BodyParam paramOfBody(const FunctionContract &C, unsigned Index);

/// The role that the unit proves for a parameter or local without a prefix, by
/// what is done with it and what it is given; None where it is not certain.
Role provedRole(const ConventionUnit &C, const clang::VarDecl *V, const clang::FunctionDecl *Body);

} // namespace deed

#endif // DEED_FRONTEND_CONVENTIONUNIT_H
