// RUN: %check_both %s
// A kernel's own functions by the names of the library's.
struct type;
void *malloc(unsigned long size, struct type *type, int flags);
void free(void *block, struct type *type);
void *calloc(unsigned long n, unsigned long size);

void kept_elsewhere_ok(struct type *t) {
  char *p = malloc(4, t, 0);
  if (p)
    p[0] = 1;
}

void by_the_library_bad(void) { char *p = calloc(4, 1); } // expect: leak: 'p'

// A library's function of that name returns memory; this one says whether it worked.
int strv_split(char **out, const char *text, const char *separators);
int count_words_ok(char **out, const char *text) {
  int error = strv_split(out, text, " ");
  if (error != 0)
    return -1;
  return 0;
}
