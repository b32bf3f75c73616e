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

/* A destructor that refuses keeps its block when what that hangs from is freed. */
static int never(void *block) {
  (void)block;
  return -1;
}
static int always(void *block) {
  (void)block;
  return 0;
}

size_t kept_ok(void *ctx) {
  void *above = deed_context_create(ctx, "above");
  char *text = above ? deed_context_strdup(above, "text") : NULL;
  int set = text ? deed_context_set_destructor(text, never) : -1;
  deed_context_free(above);
  return set == 0 ? deed_context_size(text) : 0;
}

size_t gone_bad(void *ctx) {
  void *above = deed_context_create(ctx, "above");
  char *text = above ? deed_context_strdup(above, "text") : NULL;
  int set = text ? deed_context_set_destructor(text, always) : -1;
  deed_context_free(above);
  return set == 0 ? deed_context_size(text) : 0; // expect: use-after-free
}
