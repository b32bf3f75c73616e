// RUN: %check_fixes %s --rules=temporary-escape -- -std=gnu11 -isystem %S/../Inputs
// What is returned is allocated on the context that the temporary hangs from, where that is a parameter.
#include <talloc.h>

struct entry {
  char *name;
  int count;
};

char *text_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s); // fixed: char *text = talloc_strdup(ctx, s);
  talloc_free(tmp);
  return text; // expect: temporary-escape
}

// The context is the argument of a macro.
struct entry *entry_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct entry *entry = talloc_zero(tmp, struct entry); // fixed: struct entry *entry = talloc_zero(ctx, struct entry);
  talloc_free(tmp);
  return entry; // expect: temporary-escape
}

char *never_freed_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_asprintf(tmp, "<%s>", s); // fixed: char *text = talloc_asprintf(ctx, "<%s>", s);
  return text; // expect: temporary-escape
}

// What holds it need not be a context: no fix.
void stored_bad(TALLOC_CTX *ctx, struct entry *entry, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  entry->name = talloc_strdup(tmp, s); // expect: temporary-escape // fixed: entry->name = talloc_strdup(tmp, s);
  talloc_free(tmp);
}

// Who frees memory of a scratch allocator's caller is not known: no fix.
char *scratch_bad(TALLOC_CTX *scratch_ctx, const char *s) {
  return talloc_strdup(scratch_ctx, s); // expect: temporary-escape // fixed: return talloc_strdup(scratch_ctx, s);
}

// Others may have changed the variable: no fix.
void renew(TALLOC_CTX **tmp);
char *shared_variable_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s); // fixed: char *text = talloc_strdup(tmp, s);
  talloc_free(tmp);
  renew(&tmp);
  return text; // expect: temporary-escape
}
