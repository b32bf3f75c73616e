// RUN: %check_both %s -- -std=gnu11
// A descriptor's number that is printed is a number, and one that is opened again is no stale one.
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

extern int highest, verbose;

void close_down_ok(int spared) {
  for (int each = highest; each > 2; each--)
    if (each != spared)
      close(each);
  if (verbose)
    fprintf(stderr, "all below %d\n", highest);
}

void closed_ok(int fd) {
  char text[32];
  close(fd);
  snprintf(text, sizeof text, "closed %d", fd);
  puts(text);
}

void written_bad(int fd) {
  close(fd);
  write(fd, "x", 1); // expect: use-after-free: 'fd'
}

// What is printed to is no number.
void printed_to_bad(int fd) {
  close(fd);
  dprintf(fd, "closed\n"); // expect: use-after-free: 'fd'
}

// What was opened behind a close() may have the number that was closed.
int replaced_ok(int wanted, const char *name) {
  close(wanted);
  int fd = open(name, O_RDONLY);
  if (fd < 0)
    return -1;
  if (fd != wanted) {
    if (dup2(fd, wanted) != wanted) {
      close(fd);
      return -1;
    }
    close(fd);
  }
  return wanted;
}
int replaced_bad(int wanted, const char *name) {
  close(wanted);
  int fd = open(name, O_RDONLY);
  if (fd < 0)
    return -1;
  if (fd != wanted) {
    close(fd);
    return wanted; // expect: use-after-free: 'wanted'
  }
  return wanted;
}

// The last argument of F_DUPFD is the lowest number that is wanted, whether or not it is open.
int moved_back_ok(int other, int fd) {
  close(fd);
  return fcntl(other, F_DUPFD, fd);
}
int moved_bad(int fd) {
  close(fd);
  return fcntl(fd, F_DUPFD, 3); // expect: use-after-free: 'fd'
}

// So it is where a function of the program's asks, which keeps what it gets by the argument's name.
static int lifted(int from, int least) {
  if (from < 0 || from == least)
    return from;
  least = fcntl(from, F_DUPFD, least);
  return close(from) < 0 ? -1 : least;
}
int reopened_ok(int fd, const char *name) {
  close(fd);
  return lifted(open(name, O_RDONLY), fd);
}

static int marked(int from, int least) {
  if (write(least, "x", 1) < 0)
    return -1;
  least = fcntl(from, F_DUPFD, least);
  return least;
}
int reopened_bad(int fd, int other) {
  close(fd);
  return marked(other, fd); // expect: use-after-free: 'fd'
}

// A helper that logs the number, and has a table of what it is known by, uses no descriptor.
extern void log_line(const char *format, ...);
static int states[64];
static void forget_state(int fd) {
  log_line("forget %d", fd);
  if (fd >= 0 && fd < 64)
    states[fd] = -1;
}
void forgotten_ok(int fd) {
  close(fd);
  forget_state(fd);
}

static void end_state(int fd) {
  log_line("end %d", fd);
  if (fd >= 0 && fd < 64 && write(fd, "x", 1) == 1)
    states[fd] = -1;
}
void ended_bad(int fd) {
  close(fd);
  end_state(fd); // expect: use-after-free: 'fd'
}
