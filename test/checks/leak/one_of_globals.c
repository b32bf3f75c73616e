// RUN: %check_both %s -- -std=gnu11
// Of two global pointers each has an object of its own: what equals the one is not the other.
#define NULL ((void *)0)
void free(void *p);
char *strdup(const char *text);
struct button { int on; };
struct button *save, *quit;
int told(const char *key, int on) __attribute__((pure));

int pressed_ok(const struct button *b) {
  char *key = NULL;
  if (b == save)
    key = strdup("save");
  if (b == quit)
    key = strdup("quit");
  const int n = key ? told(key, b->on) : 0;
  free(key);
  return n;
}
int pressed_bad(const struct button *b, int all) {
  char *key = NULL;
  if (b == save)
    key = strdup("save");
  if (all)
    key = strdup("quit"); // expect: leak: 'key'
  const int n = key ? told(key, b->on) : 0;
  free(key);
  return n;
}
