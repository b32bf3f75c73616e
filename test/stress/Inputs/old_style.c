// flags: -std=gnu89
/* K&R definitions, implicit int, implicit declarations, digraphs, trigraph-like strings. */
#include <stdlib.h>
char *make(n, text) int n; char *text; { char *p; p = malloc(n); if (p) p[0] = text[0]; return p; }
end(p) char *p; { free(p); return 0; }
static old(a, b, c) register a; { char *q = (char *)undeclared(a, b); return end(q) + c; }
int main(argc, argv) char **argv; {
  char *p = make(3, "??/");
  auto x = 3; /* implicit int */
  end(p);
  end(p);
  return old(argc) + x;
}
int digraphs(a) int a<::>; <% return a<:0:>; %>
