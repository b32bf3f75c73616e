// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// A list that helpers make and let grow, on the context that they are given: it stays there.
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

static int names_copy(TALLOC_CTX *ctx, const char ***names) {
  const char **copy = talloc_array(ctx, const char *, 2);
  if (!copy)
    return -1;
  copy[0] = "all";
  copy[1] = NULL;
  talloc_free(*names);
  *names = copy;
  return 0;
}

static int names_add(TALLOC_CTX *ctx, const char ***names, const char *name) {
  unsigned n = 0;
  while (*names && (*names)[n])
    n++;
  *names = talloc_realloc(ctx, *names, const char *, n + 2);
  if (!*names)
    return -1;
  (*names)[n] = name;
  (*names)[n + 1] = NULL;
  return 0;
}

int search(const char **names);
int two_helpers_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  const char **names = NULL;
  int r = -1;
  if (!tmp)
    return -1;
  if (names_copy(tmp, &names) == 0 && names_add(tmp, &names, "one") == 0)
    r = search(names);
  talloc_free(tmp);
  return r;
}

int two_helpers_unfreed_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  const char **names = NULL;
  if (!tmp)
    return -1;
  if (names_copy(tmp, &names) != 0 || names_add(tmp, &names, "one") != 0)
    return -1; // expect: temporary-not-freed
  int r = search(names);
  talloc_free(tmp);
  return r;
}

static int text_add(char **text, const char *more) {
  char *longer = realloc(*text, (*text ? strlen(*text) : 0) + strlen(more) + 1);
  if (!longer)
    return -1;
  if (!*text)
    longer[0] = 0;
  strcat(longer, more);
  *text = longer;
  return 0;
}

void on_the_heap_bad(void) {
  char *text = NULL;
  if (text_add(&text, "a") == 0 && text_add(&text, "b") == 0)
    search((const char **)&text);
} // expect: leak
