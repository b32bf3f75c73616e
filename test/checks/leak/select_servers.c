// A set of descriptors has what FD_SET() put there; the highest number is no second name that must be kept.
// RUN: %check_both %s -- -std=gnu11
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

void handle(int fd);

int serve_ok(int listener) {
  fd_set all, ready;
  int top = listener;
  FD_ZERO(&all);
  FD_SET(listener, &all);
  for (;;) {
    ready = all;
    if (select(top + 1, &ready, 0, 0, 0) < 0)
      return -1;
    for (int i = 0; i <= top; i++) {
      if (!FD_ISSET(i, &ready))
        continue;
      if (i == listener) {
        int fd = accept(listener, 0, 0);
        if (fd >= 0) {
          FD_SET(fd, &all);
          if (fd > top)
            top = fd;
        }
      } else {
        handle(i);
        close(i);
        FD_CLR(i, &all);
      }
    }
  }
}

void serve_for_ever_ok(int listener) {
  fd_set all, ready;
  int top = listener;
  FD_ZERO(&all);
  FD_SET(listener, &all);
  for (;;) {
    ready = all;
    if (select(top + 1, &ready, 0, 0, 0) < 0)
      _exit(1);
    if (FD_ISSET(listener, &ready)) {
      top = accept(listener, 0, 0);
      if (top >= 0)
        FD_SET(top, &all);
    }
  }
}

void serve_for_ever_bad(int listener) {
  for (;;) {
    int fd = accept(listener, 0, 0);
    if (fd < 0)
      _exit(1);
    if (fd >= FD_SETSIZE)
      continue; // expect: leak: 'fd' is neither released nor transferred in 'serve_for_ever_bad'
    handle(fd);
    close(fd);
  }
}

// A table by descriptors: whoever goes through it finds each by its place.
struct client {
  unsigned flags;
  char *name;
};
static struct client clients[64];

static void client_start(struct client *c, unsigned flags) {
  c->flags = flags;
  c->name = NULL;
}

int by_place_ok(int from) {
  int fd = accept(from, NULL, NULL);
  if (fd < 0)
    return -1;
  struct client *c = &clients[fd];
  c->flags = 1;
  return 0;
}

int by_place_in_helper_ok(int from) {
  int fd = accept(from, NULL, NULL);
  if (fd < 0)
    return -1;
  client_start(&clients[fd], 3);
  return 0;
}

void by_place_in_loop_ok(int from) {
  for (;;) {
    int fd = accept(from, NULL, NULL);
    if (fd < 0)
      return;
    clients[fd].flags = 1;
    for (int i = 0; i < 64; i++)
      if (clients[i].flags && write(i, "", 1) < 0) {
        close(i);
        clients[i].flags = 0;
      }
  }
}

int asked_by_place_bad(int from) {
  int fd = accept(from, NULL, NULL);
  if (fd < 0)
    return -1;
  return clients[fd].flags != 0; // expect: leak: 'fd'
}
