// RUN: %check_both %s -- -std=gnu11 -I%src_root/runtime/include
// deed_context_free() may refuse: where it says so the block lives; where nobody asks it is over.
#include <deed/context.h>
#include <stdio.h>
#include <string.h>

int refused_ok(void *ctx) {
  char *p = deed_context_strdup(ctx, "kept");
  if (!p)
    return -1;
  if (deed_context_free(p) == -1)
    puts(p);
  return 0;
}

int asked_ok(void *ctx) {
  char *p = deed_context_strdup(ctx, "kept");
  if (!p)
    return -1;
  if (deed_context_free(p) != 0)
    return (int)strlen(p);
  return 0;
}

int freed_bad(void *ctx) {
  char *p = deed_context_strdup(ctx, "kept");
  if (!p)
    return -1;
  if (deed_context_free(p) == 0)
    puts(p); // expect: use-after-free: 'p'
  return 0;
}

void unasked_bad(void *ctx) {
  char *p = deed_context_strdup(ctx, "kept");
  if (!p)
    return;
  deed_context_free(p);
  puts(p); // expect: use-after-free: 'p'
}

int temporary_ok(void *ctx) {
  void *tmp = deed_context_create(ctx, "tmp");
  if (!tmp)
    return -1;
  puts("x");
  deed_context_free(tmp);
  return 0;
}
