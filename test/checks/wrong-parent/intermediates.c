// RUN: %check_both %s -- -std=gnu11
// What only this function needs belongs on its temporary; what leaves it, on the caller's context.
#include "../Inputs/result.h"
#include <string.h>

struct list {
  char *name;
};
res_t some_function(TALLOC_CTX *ctx);

int intermediate_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *key = talloc_strdup(tmp, s);
  char *upper = talloc_asprintf(ctx, "%s!", s); // expect: wrong-parent: 'ctx'
  int n = key && upper ? (int)strlen(upper) : 0;
  talloc_free(tmp);
  return n;
}

int intermediate_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *key = talloc_strdup(tmp, s);
  char *upper = talloc_asprintf(tmp, "%s!", s);
  int n = key && upper ? (int)strlen(upper) : 0;
  talloc_free(tmp);
  return n;
}

// No temporary in the function: its context is what there is.
int no_temporary_ok(TALLOC_CTX *ctx, const char *s) {
  char *upper = talloc_asprintf(ctx, "%s!", s);
  return upper ? (int)strlen(upper) : 0;
}

// Freed by itself.
int freed_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *key = talloc_strdup(tmp, s);
  char *upper = talloc_asprintf(ctx, "%s!", s);
  int n = key && upper ? (int)strlen(upper) : 0;
  talloc_free(upper);
  talloc_free(tmp);
  return n;
}

char *returned_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *key = talloc_strdup(tmp, s);
  char *result = key ? talloc_asprintf(ctx, "%s!", key) : NULL;
  talloc_free(tmp);
  return result;
}

int kept_ok(TALLOC_CTX *ctx, struct list *list, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *key = talloc_strdup(tmp, s);
  char *name = key ? talloc_strdup(list, key) : NULL;
  list->name = name;
  talloc_free(tmp);
  return name ? 0 : -1;
}

int out_ok(TALLOC_CTX *ctx, char **out, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *key = talloc_strdup(tmp, s);
  char *name = key ? talloc_strdup(ctx, key) : NULL;
  talloc_free(tmp);
  if (!name)
    return -1;
  *out = name;
  return 0;
}

// The error shares the parameter with the result: the caller's context is right.
res_t result_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = some_function(ctx);
  if (is_err(&res)) {
    talloc_free(tmp);
    return res;
  }
  talloc_free(tmp);
  return OK(NULL);
}

// Returned on one of the paths.
char *one_path_ok(TALLOC_CTX *ctx, const char *s, bool wanted) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *result = talloc_strdup(ctx, s);
  if (!wanted) {
    talloc_free(result);
    talloc_free(tmp);
    return NULL;
  }
  talloc_free(tmp);
  return result;
}

// Kept alive by a reference, where a steal says whose it is now.
char *referenced_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  char *result = talloc_reference(ctx, text); // expect: wrong-parent: 'text'
  talloc_free(tmp);
  return result;
}

char *stolen_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  char *result = talloc_steal(ctx, text);
  talloc_free(tmp);
  return result;
}

// A reference to what others own is what references are for.
const char *shared_ok(TALLOC_CTX *ctx, const char *shared) { return talloc_reference(ctx, shared); }

// Both hang from the same temporary: nothing outlives it.
int referenced_below_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct list *first = talloc_zero(tmp, struct list);
  struct list *second = talloc_zero(tmp, struct list);
  if (!first || !second) {
    talloc_free(tmp);
    return -1;
  }
  first->name = talloc_strdup(first, s);
  second->name = talloc_reference(second, first->name);
  int n = second->name ? second->name[0] : 0;
  talloc_free(tmp);
  return n;
}

// Who refers to it ends before what it hangs from.
void use(const char *text);
void referrer_first_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx), *other = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  if (text && talloc_reference(other, text))
    use(text);
  talloc_free(other);
  talloc_free(tmp);
}

void referrer_last_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx), *other = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  if (text && talloc_reference(other, text)) // expect: wrong-parent
    use(text);
  talloc_free(tmp);
  talloc_free(other);
}
