// RUN: %check_both %s -- -std=gnu11
// A number of the file with main() that nothing sets, and that no header declares, stays what it is.
typedef unsigned long size_t;
#define NULL ((void *)0)
void *calloc(size_t n, size_t size);
void free(void *p);
int puts(const char *text);
struct store { int n; };
int store_put(struct store *s, const char *key);

int going_on;
int told;
extern int shown;
int shown;

int stops_ok(void) {
  struct store *s = calloc(1, sizeof *s);
  if (!s)
    return 1;
  if (!store_put(s, "a")) {
    free(s);
    if (!going_on)
      return 1;
  }
  free(s);
  return 0;
}

int set_bad(void) {
  struct store *s = calloc(1, sizeof *s);
  if (!s)
    return 1;
  if (!store_put(s, "a")) {
    free(s);
    if (!told)
      return 1;
  }
  free(s); // expect: double-free: 's'
  return 0;
}

int declared_bad(void) {
  struct store *s = calloc(1, sizeof *s);
  if (!s)
    return 1;
  if (!store_put(s, "a")) {
    free(s);
    if (!shown)
      return 1;
  }
  free(s); // expect: double-free: 's'
  return 0;
}

int main(int argc, char **argv) {
  told = argc > 1;
  return stops_ok() + set_bad() + declared_bad();
}
