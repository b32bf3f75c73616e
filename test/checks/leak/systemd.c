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

// --- the journal and the event loop --------------------------------------------
typedef struct sd_journal sd_journal;
typedef struct sd_event sd_event;
int sd_journal_open(sd_journal **ret, int flags);
int sd_journal_seek_tail(sd_journal *j);
int sd_journal_previous(sd_journal *j);
int sd_journal_get_data(sd_journal *j, const char *field, const void **data, unsigned long *length);
int sd_journal_get_cursor(sd_journal *j, char **cursor);
void sd_journal_close(sd_journal *j);
int sd_event_default(sd_event **e);
sd_event *sd_event_unref(sd_event *e);
int sd_event_loop(sd_event *e);
int sd_bus_call(sd_bus *bus, sd_bus_message *m, unsigned long usec, sd_bus_error *e, sd_bus_message **reply);
sd_bus_message *sd_bus_message_unref(sd_bus_message *m);

int tail_bad(void) {
  sd_journal *j = NULL;
  int r = sd_journal_open(&j, 0);
  if (r < 0)
    return r;
  r = sd_journal_seek_tail(j);
  if (r < 0)
    return r; // expect: error-path-leak: 'j'
  sd_journal_close(j);
  return 0;
}

int tail_ok(void) {
  sd_journal *j = NULL;
  const void *data;
  unsigned long n;
  int r = sd_journal_open(&j, 0);
  if (r < 0)
    return r;
  r = sd_journal_seek_tail(j);
  if (r >= 0 && sd_journal_previous(j) > 0)
    r = sd_journal_get_data(j, "MESSAGE", &data, &n);
  sd_journal_close(j);
  return r;
}

int cursor_bad(sd_journal *j) {
  char *cursor;
  int r = sd_journal_get_cursor(j, &cursor);
  if (r < 0)
    return r;
  return puts(cursor); // expect: leak: 'cursor'
}

int loop_bad(void) {
  sd_event *e = NULL;
  int r = sd_event_default(&e);
  if (r < 0)
    return r;
  return sd_event_loop(e); // expect: leak: 'e'
}

int loop_ok(void) {
  sd_event *e = NULL;
  int r = sd_event_default(&e);
  if (r < 0)
    return r;
  r = sd_event_loop(e);
  sd_event_unref(e);
  return r;
}

int called_bad(sd_bus *bus, sd_bus_message *m) {
  sd_bus_message *reply = NULL;
  return sd_bus_call(bus, m, 0, NULL, &reply); // expect: leak: 'reply'
}

int called_ok(sd_bus *bus, sd_bus_message *m) {
  sd_bus_message *reply = NULL;
  int r = sd_bus_call(bus, m, 0, NULL, &reply);
  if (r < 0)
    return r;
  sd_bus_message_unref(reply);
  return sd_bus_call(bus, m, 0, NULL, NULL);
}
