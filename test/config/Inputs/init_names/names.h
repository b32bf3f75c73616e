#include "talloc.h"
struct loop;
struct node {
  struct node *next;
  char *name;
};
struct loop *loop_init(TALLOC_CTX *mem_ctx);
/* The caller must free the result with talloc_free(). */
char *loop_get_name(TALLOC_CTX *mem_ctx);
void node_free(struct node *node);
const char *node_make_label(const struct node *node);
