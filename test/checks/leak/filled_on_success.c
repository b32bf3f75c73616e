// RUN: %check_both %s -- -std=gnu11
// Where a function of which nothing is known succeeds, what it was to fill is filled; and nothing follows where a member
// of what is NULL is read.
typedef unsigned long size_t;
#define NULL ((void *)0)
void *malloc(size_t n);
void free(void *p);
char *strdup(const char *text);
int socket(int domain, int type, int protocol);
int close(int fd);
typedef struct session session_t;
int session_open(session_t **out);
void session_end(session_t *s);
int session_say(session_t *s, const char *text);

int say_ok(const char *name) {
  session_t *s = NULL;
  char *text = NULL;
  int status = session_open(&s);
  if (status)
    goto out;
  text = strdup(name);
  if (!text)
    goto out;
  status = session_say(s, text);
out:
  if (s) {
    free(text);
    session_end(s);
  }
  return status;
}

int say_bad(const char *name) {
  session_t *s = NULL;
  char *text = strdup(name);
  if (!text)
    return 1;
  int status = session_open(&s);
  if (status)
    goto out;
  status = session_say(s, text);
out:
  if (s) {
    free(text);
    session_end(s);
  }
  return status; // expect: leak: 'text'
}

struct peer { int fd, kind; struct peer *next; };
static struct peer *peer_add(struct peer **all, int fd) {
  struct peer *p = fd > 1000 ? NULL : malloc(sizeof *p);
  if (!p)
    return NULL;
  p->fd = fd;
  p->next = *all;
  *all = p;
  return p;
}
int dial_ok(struct peer **all) {
  const int fd = socket(1, 2, 0);
  if (fd < 0)
    return -1;
  struct peer *p;
  p = peer_add(all, fd); // expect@+1: unchecked-allocation
  p->kind = 1;
  return 0;
}
int dial_bad(struct peer **all) {
  const int fd = socket(1, 2, 0);
  if (fd < 0)
    return -1;
  struct peer *p = peer_add(all, fd);
  if (!p)
    return -1; // expect: conditional-transfer: 'fd'
  p->kind = 1;
  return 0;
}
