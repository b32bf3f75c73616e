// RUN: %check_both %s -- -std=gnu11
// Eight options that each may own a text, and a hundred questions behind them: more states than the budget has. Fewer
// are kept apart then, and the function is seen to its end.
#include <stdlib.h>
#include <string.h>

struct settings {
  int a, b, c, d, e, f, g, h, i, j;
  struct settings *next;
};
int next_option(void);
const char *argument(void);
void tell(int n);

#define OPTION(n)                                                                                                      \
  case n:                                                                                                              \
    free(text##n);                                                                                                     \
    text##n = strdup(argument());                                                                                      \
    break;
#define ASK(s) ((s)->a && (s)->b != 3 ? tell((s)->c) : (s)->d > (s)->e ? tell((s)->f) : tell((s)->g - (s)->h))
#define ASK_ALL(s) (ASK(s), ASK((s)->next), ASK((s)->next->next), ASK((s)->next->next->next))
#define MANY(s)                                                                                                        \
  ASK_ALL(s);                                                                                                          \
  ASK_ALL((s) + 1);                                                                                                    \
  ASK_ALL((s) + 2);                                                                                                    \
  ASK_ALL((s) + 3);                                                                                                    \
  ASK_ALL((s) + 4)

void run_ok(struct settings *s) {
  char *text1 = NULL, *text2 = NULL, *text3 = NULL, *text4 = NULL, *text5 = NULL, *text6 = NULL, *text7 = NULL;
  for (int option = next_option(); option; option = next_option())
    switch (option) {
      OPTION(1) OPTION(2) OPTION(3) OPTION(4) OPTION(5) OPTION(6) OPTION(7)
    }
  MANY(s);
  free(text1);
  free(text2);
  free(text3);
  free(text4);
  free(text5);
  free(text6);
  free(text7);
}

void run_bad(struct settings *s) {
  char *text1 = NULL, *text2 = NULL, *text3 = NULL, *text4 = NULL, *text5 = NULL, *text6 = NULL, *text7 = NULL;
  for (int option = next_option(); option; option = next_option())
    switch (option) {
      OPTION(1) OPTION(2) OPTION(3) OPTION(4) OPTION(5) OPTION(6) OPTION(7)
    }
  MANY(s);
  char *title = strdup(argument());
  if (!title || s->i)
    goto out; // the text is forgotten
  tell(title[0]);
  free(title);
out:
  free(text1);
  free(text2);
  free(text3);
  free(text4);
  free(text5);
  free(text6);
  free(text7);
} // expect: leak: 'title'
