#include <talloc.h>
struct node { char *name; };
struct node *node_new(TALLOC_CTX *mem_ctx, const char *name) {
  TALLOC_CTX *tmp_ctx = talloc_new(mem_ctx);
  struct node *n = talloc(tmp_ctx, struct node);
  n->name = talloc_strdup(n, name);
  talloc_steal(mem_ctx, n);
  talloc_free(tmp_ctx);
  return n;
}
