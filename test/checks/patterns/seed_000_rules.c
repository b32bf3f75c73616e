// RUN: %check_tool %s --tool-arg=--profile=talloc -- -std=gnu11 -isystem %S/../Inputs
// Sentences of docs/talloc-rules.md that no example of the document shows (seed_000_talloc.c has those), with the whole
// profile on: what is right is silent to all its rules at once.
#define _GNU_SOURCE
#include <result.h>
#include <string.h>

typedef struct foo {
  char *name;
  int count;
} foo_t;

void show(const char *text);
bool check(const char *text);

/* ---- ownership rules ---- */

/** Returns a copy outside of any context, for a library that frees it. The caller must free the result. */
char *foreign_copy(const char *text);

void caller_owns_lost_bad(const char *text) {
  char *copy = foreign_copy(text);
  show(copy);
} // expect: leak: 'copy'
void caller_owns_dropped_bad(const char *text) {
  foreign_copy(text); // expect: discarded-result: 'foreign_copy'
}
void caller_owns_ok(const char *text) {
  char *copy = foreign_copy(text);
  show(copy);
  free(copy);
}

// Each allocation has one owner, that owner frees it.
void two_owners_bad(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *copy = talloc_strdup(tmp, text);
  talloc_free(tmp);
  talloc_free(copy); // expect: double-free: 'copy'
}
void one_owner_ok(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *copy = talloc_strdup(tmp, text);
  talloc_free(copy);
  talloc_free(tmp);
}

/* ---- patterns ---- */

// 3. What hangs beside its struct is not freed with it.
void destroyed_without_fields_bad(TALLOC_CTX *ctx, const char *text) {
  foo_t *foo = talloc_zero(ctx, foo_t);
  if (!foo)
    PANIC("Out of memory");
  foo->name = talloc_strdup(ctx, text); // expect: field-parent: 'foo->name'
  talloc_free(foo);
}
void destroyed_with_fields_ok(TALLOC_CTX *ctx, const char *text) {
  foo_t *foo = talloc_zero(ctx, foo_t);
  if (!foo)
    PANIC("Out of memory");
  foo->name = talloc_strdup(foo, text);
  talloc_free(foo);
}

// 4. What is kept is stolen: by who owns it.
void stolen_from_others_bad(TALLOC_CTX *ctx, const foo_t *foo) {
  talloc_steal(ctx, foo->name); // expect: steal-borrowed: 'foo->name'
}
char *stolen_result_ok(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *result = talloc_strdup(tmp, text);
  talloc_steal(ctx, result);
  talloc_free(tmp);
  return result;
}

/* ---- naming ---- */

foo_t *foo_bad_init(TALLOC_CTX *ctx, int size); // expect: name-convention: 'foo_bad_init'
res_t foo_good_init(TALLOC_CTX *ctx, foo_t **out);

/** Returns the name, which stays the foo's. */
const char *foo_create_name_bad(const foo_t *foo) { return foo->name; } // expect: name-convention: 'foo_create_name_bad'
foo_t *foo_create_ok(TALLOC_CTX *ctx) { return talloc_zero(ctx, foo_t); }

// *_free deallocates the object.
void foo_bad_free(foo_t *foo) { foo->count = 0; } // expect: name-convention: 'foo_bad_free'
void foo_ok_free(foo_t *foo) { talloc_free(foo); }

// *_parse(TALLOC_CTX *ctx, ...): allocates on it, and so ends with it.
foo_t *foo_parse(TALLOC_CTX *ctx, const char *text);
int parsed_used_after_bad(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  foo_t *foo = foo_parse(tmp, text);
  talloc_free(tmp);
  return foo->count; // expect: use-after-free: 'foo
}
foo_t *parsed_returned_bad(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  foo_t *foo = foo_parse(tmp, text);
  talloc_free(tmp);
  return foo; // expect: temporary-escape: 'foo'
}
int parsed_ok(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  foo_t *foo = foo_parse(tmp, text);
  int count = foo ? foo->count : -1;
  talloc_free(tmp);
  return count;
}
foo_t *context_behind_bad(const char *text, TALLOC_CTX *ctx) { // expect: allocator-name: 'ctx'
  return foo_parse(ctx, text);
}
foo_t *context_first_ok(TALLOC_CTX *ctx, const char *text) { return foo_parse(ctx, text); }

// An out-parameter is set where the function succeeds, and left alone where it fails.
bool set_and_failed_bad(TALLOC_CTX *ctx, const char *text, char **out) {
  *out = talloc_strdup(ctx, text);
  if (!check(text))
    return false; // expect: out-parameter-on-failure: has set '*out' already
  return true;
}
bool set_last_ok(TALLOC_CTX *ctx, const char *text, char **out) {
  if (!check(text))
    return false;
  *out = talloc_strdup(ctx, text);
  return true;
}

/* ---- when not to use talloc ---- */

foo_t *plain_heap_bad(void) {
  return calloc(1, sizeof(foo_t)); // expect: hidden-allocation
}
// The boundary: only its author knows that it is one.
char *boundary_ok(const char *text) {
  return strdup(text); // NOLINT(ownership-hidden-allocation): the library frees it
}
