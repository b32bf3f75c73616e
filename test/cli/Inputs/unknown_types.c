void use(void *p);
void *malloc(unsigned long);
void free(void *);
int f(int n) {
  char *own = malloc(10);
  const unknown_t headers[] = {{1}, {2}};
  unknown_t more[3];
  for (int i = 0; i < n; i++) {
    use(&headers[i]);
    use(&more[i]);
    use(headers + i);
    other_t *p = &headers[i];
    p++;
  }
  free(own);
  return n;
}
struct broken {
  unknown_t first;
  char *own_text;
  unknown_t last[3];
};
struct nested {
  struct broken inner;
  struct nowhere gone;
  char *text;
};
char *text_of(struct nested *nested, int n) {
  struct nested copy = {.text = malloc(3)};
  struct broken list[2] = {{.own_text = malloc(2)}, {0}};
  free(list[n].own_text);
  free(nested->inner.own_text);
  free(copy.text);
  unknown_t (*call)(unknown_t) = (unknown_t (*)(unknown_t))nested;
  call(list[0].last[n]);
  return nested[n].text;
}
