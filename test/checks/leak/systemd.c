// RUN: %check_both %s
// The model of systemd's library, and its idioms.
#define NULL ((void *)0)
typedef struct sd_bus sd_bus;
typedef struct sd_bus_message sd_bus_message;
typedef struct { const char *name, *message; int need_free; } sd_bus_error;
int sd_bus_open_system(sd_bus **ret);
sd_bus *sd_bus_ref(sd_bus *b);
sd_bus *sd_bus_unref(sd_bus *b);
void sd_bus_error_free(sd_bus_error *e);
int sd_bus_get_fd(const sd_bus *b);
int free_and_strdup(char **p, const char *s);
void free(void *p);
char *strdup(const char *s);
int puts(const char *s);
int open(const char *name, int flags, ...);
int safe_close(int fd);
#define _cleanup_(f) __attribute__((cleanup(f)))
#define DEFINE_TRIVIAL_CLEANUP_FUNC(type, func)                                                                        \
  static inline void func##p(type *p) {                                                                                \
    if (*p)                                                                                                            \
      *p = func(*p);                                                                                                   \
  }
#define TAKE_GENERIC(var, type, nullvalue)                                                                             \
  ({                                                                                                                   \
    type *_pvar_ = &(var);                                                                                             \
    type _var_ = *_pvar_;                                                                                              \
    *_pvar_ = nullvalue;                                                                                               \
    _var_;                                                                                                             \
  })
#define TAKE_PTR(p) TAKE_GENERIC(p, __typeof__(p), NULL)
DEFINE_TRIVIAL_CLEANUP_FUNC(sd_bus *, sd_bus_unref);
static inline void freep(void *p) { free(*(void **)p); }

int opened_ok(sd_bus **ret) {
  _cleanup_(sd_bus_unrefp) sd_bus *bus = NULL;
  int r = sd_bus_open_system(&bus);
  if (r < 0)
    return r;
  if (sd_bus_get_fd(bus) < 0)
    return -1;
  *ret = TAKE_PTR(bus);
  return 0;
}
int opened_bad(void) {
  sd_bus *bus = NULL;
  int r = sd_bus_open_system(&bus);
  if (r < 0)
    return r;
  if (sd_bus_get_fd(bus) < 0)
    return -1; // expect: error-path-leak: 'bus'
  sd_bus_unref(bus);
  return 0;
}
void error_ok(void) {
  _cleanup_(sd_bus_error_free) sd_bus_error e = {NULL, NULL, 0};
  sd_bus_error_free(&e);
  puts("x");
}
void unref_ok(sd_bus *b) {
  b = sd_bus_unref(b);
  b = sd_bus_unref(b);
}
int strdup_ok(void) {
  _cleanup_(freep) char *s = NULL;
  if (free_and_strdup(&s, "a") < 0)
    return -12;
  return free_and_strdup(&s, "b");
}
int strdup_bad(void) {
  char *s = NULL;
  if (free_and_strdup(&s, "a") < 0)
    return -12;
  puts(s);
  return 0; // expect: leak: 's'
}
void closed_ok(const char *name) {
  int fd = open(name, 0);
  fd = safe_close(fd);
  fd = open(name, 0);
  safe_close(fd);
}
