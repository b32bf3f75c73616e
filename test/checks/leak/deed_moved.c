// RUN: %check_both %s -- -std=gnu11 -I %src_root/runtime/include
// A steal gives the block that it moves, NULL for NULL; blocks of deed/talloc.h are blocks of deed/context.h.
#include <deed/context.h>
#include <deed/talloc.h>

struct node {
  int x;
  struct node *next;
};

void moved_good(void *ctx) {
  void *block = deed_context_alloc(ctx, 3);
  void *got = DEED_CTX_MOVE(NULL, block);
  DEED_CTX_FREE(got);
}

int used_good(void *ctx, void *tmp) {
  struct node *block = deed_context_alloc(tmp, sizeof *block);
  if (!block)
    return -1;
  block->x = 1;
  struct node *got = deed_context_steal(ctx, block);
  return got->x;
}

void both_good(void *ctx) {
  char *text = deed_context_strdup(ctx, "x");
  if (text)
    (void)talloc_free(text);
  char *other = talloc_strdup(ctx, "y");
  if (other)
    (void)deed_context_free(other);
}

void moved_bad(void *ctx) {
  void *block = deed_context_alloc(ctx, 3);
  if (block)
    (void)deed_context_steal(NULL, block);
} // expect: leak

int null_bad(void *ctx, void *tmp) {
  struct node *block = deed_context_alloc(tmp, sizeof *block);
  struct node *got = deed_context_steal(ctx, block);
  return got->x; // expect: unchecked-allocation
}

/* What comes back is the block itself: nothing came back, so there was none. */
void passed_on_good(void *ctx, void *tmp) {
  struct node *block = deed_context_alloc(tmp, sizeof *block);
  struct node *got = deed_context_steal(NULL, block);
  if (got)
    (void)deed_context_steal(ctx, got);
}

static void *shared;
int compared_good(void *ctx) {
  void *home = deed_context_create(ctx, "home");
  int wrong = 0;
  if (!home)
    return -1;
  if (deed_context_steal(home, shared) != shared)
    return -1;
  wrong += deed_context_steal(ctx, shared) != shared;
  (void)deed_context_free(home);
  return wrong;
}

int not_compared_bad(void *ctx) {
  void *home = deed_context_create(ctx, "home");
  if (!home)
    return -1;
  if (deed_context_steal(home, shared) == shared)
    return -1; // expect: temporary-not-freed
  (void)deed_context_free(home);
  return 0;
}
