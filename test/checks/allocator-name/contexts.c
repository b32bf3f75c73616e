// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Contexts of talloc: ctx, mem_ctx, tmp, frame; the first parameter where all others have it first.
#include <talloc.h>

char *ctx_ok(TALLOC_CTX *ctx, const char *s) { return talloc_strdup(ctx, s); }
char *mem_ctx_ok(TALLOC_CTX *mem_ctx, const char *s) { return talloc_strdup(mem_ctx, s); }
char *tmp_ok(TALLOC_CTX *tmp, const char *s) { return talloc_strdup(tmp, s); }
char *parent_ok(TALLOC_CTX *parent, const char *s) { return talloc_strdup(parent, s); }
char *request_ctx_ok(TALLOC_CTX *request_ctx, const char *s) { return talloc_strdup(request_ctx, s); }
char *void_ok(const void *mem_ctx, const char *s) { return talloc_strdup(mem_ctx, s); }

char *name_bad(TALLOC_CTX *thing, const char *s) { // expect: allocator-name: 'thing'
  return talloc_strdup(thing, s);
}

char *position_bad(const char *s, TALLOC_CTX *ctx) { // expect: allocator-name: 'ctx'
  return talloc_strdup(ctx, s);
}

struct user {
  char *name;
};
// Behind the object that it is about.
char *method_ok(struct user *self, TALLOC_CTX *ctx) { return talloc_strdup(ctx, self->name); }

// In front of the result that it is for.
int recv_ok(int request, int *error, TALLOC_CTX *mem_ctx, char **out) {
  *error = request;
  *out = talloc_strdup(mem_ctx, "x");
  return *out ? 0 : -1;
}

// Asked about, not allocated from.
int count_ok(TALLOC_CTX *thing) { return (int)talloc_total_blocks(thing); }
