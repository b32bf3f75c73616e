// Nonsense from a grammar: what a global held is told apart in more states than are kept.
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
typedef struct node {
  struct node *next;
  char *text;
} node;
extern int unknown(int, ...);
static char *kept;
node *list;
static int flag;
void nonsense(char *a, char *b, int i, node *n, char **q) {
  int j = 0;
again:
  free(&a);
  for (node *e = list; e; e = e->next) {
    free(e->text);
    n->next = list;
    list = n;
    switch (i++) {
    case 6: b = strchr((char *)NULL, !a) ?: (flag ? ({ char *t = kept; kept = NULL; t; }) : (b = kept));
    case 5: free(memcpy(memcpy(1 ? a : kept, (char *)((uintptr_t)a | j), 3), malloc(n != NULL), 3));
    case 1: *q = (char *)((uintptr_t)strchr(a = b, 0) | unknown((int)sizeof(node)));
    default:;
    }
    n = (node *)a - 1;
  }
  free(({
    char *t = ({
      char *s = (i, b);
      (int)(uintptr_t)kept;
      s;
    });
    open("t", 0);
    t;
  }));
  goto again;
}
