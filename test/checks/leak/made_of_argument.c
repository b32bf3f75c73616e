// RUN: %check_both %s -- -std=gnu11
// What a helper makes of its argument, a number, is known where it is called; so is a cell that it releases and fills again.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
typedef struct error_s {
  int status;
  char *msg;
} *error_t_;
static int make_error(error_t_ *err, int status, const char *msg) {
  error_t_ e = malloc(sizeof *e);
  if (!e)
    abort();
  e->status = status;
  e->msg = NULL;
  *err = e;
  return -status - 1;
}
static void error_release(error_t_ *err) {
  if (*err) {
    free((*err)->msg);
    free(*err);
    *err = NULL;
  }
}
static int dir_p(const char *path, error_t_ *err) {
  if (!path)
    return make_error(err, 0, "no path");
  if (remove(path) < 0)
    return make_error(err, errno, "remove");
  return 1;
}
int use_ok(const char *p) {
  error_t_ tmp = NULL;
  int ret = dir_p(p, &tmp);
  if (ret < 0) {
    error_release(&tmp);
    return -1;
  }
  return ret;
}
/* 0 only: */
static int dir2_p(const char *path, error_t_ *err) {
  if (!path)
    return make_error(err, 0, "no path");
  return 1;
}
int use2_ok(const char *p) {
  error_t_ tmp = NULL;
  if (dir2_p(p, &tmp) < 0) {
    error_release(&tmp);
    return -1;
  }
  return 0;
}
/* errno directly */
static int dir3_p(const char *path, int *fd) {
  if (remove(path) < 0)
    return -errno;
  *fd = 1;
  return 0;
}

int use_bad(const char *p) {
  error_t_ tmp = NULL;
  int ret = dir_p(p, &tmp);
  if (ret < 0)
    return -1; // expect: error-path-leak: 'tmp'
  return ret;
}

struct info {
  char *name;
  int n;
};
int more(struct info *);
static void clear(struct info *i) { free(i->name); }
static void set_ok(struct info *info, const char *s, int n) {
  free(info->name);
  info->name = strdup(s);
  if (n)
    more(info);
}
void filled_ok(const char *s, int n) {
  struct info info;
  info.name = NULL;
  set_ok(&info, s, n);
  clear(&info);
}
/* always called: silent already */
static void set2_ok(struct info *info, const char *s) {
  free(info->name);
  info->name = strdup(s);
  more(info);
}
void filled2_ok(const char *s) {
  struct info info;
  info.name = NULL;
  set2_ok(&info, s);
  clear(&info);
}

static void drop(struct info *info, int n) {
  free(info->name);
  if (n)
    info->n = n;
}
void drop_bad(const char *s, int n) {
  struct info info;
  info.name = strdup(s);
  drop(&info, n);
  clear(&info); // expect: double-free: 'info'
}
