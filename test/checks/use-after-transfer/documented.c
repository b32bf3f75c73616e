// RUN: %check_both %s
// Where only a comment says that a tree owns a node now, reading the node by its old name is what C programs do. To end it, or to give
// it away again, is not.
#include <stdlib.h>
typedef struct node node;
/** @return a node; the caller must free() it */
node *node_parse(const char *path);
const char *node_label(const node *n);
/**
 * Adds a child.
 * @param child the child; the parent takes ownership of it
 */
void node_adopt(node *parent, node *child);
int puts(const char *);

void read_ok(node *root) {
  node *n = node_parse("x");
  if (!n)
    return;
  node_adopt(root, n);
  puts(node_label(n));
}

void ended_bad(node *root) {
  node *n = node_parse("x");
  if (!n)
    return;
  node_adopt(root, n);
  free(n); // expect: double-free: 'n'
}
