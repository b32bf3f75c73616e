// RUN: %check_both %s
// Descriptors that come in pairs.
#include <sys/socket.h>
#include <unistd.h>

int pipe_bad(void) {
  int fds[2];
  if (pipe(fds) == -1)
    return -1;
  close(fds[0]);
  return 0; // expect: leak: 'fds[1]'
}

int pipe_ok(void) {
  int fds[2];
  if (pipe(fds) == -1)
    return -1;
  close(fds[0]);
  close(fds[1]);
  return 0;
}

int pipe_fails_ok(void) {
  int fds[2];
  int r = pipe(fds);
  if (r < 0)
    return r;
  close(fds[0]);
  close(fds[1]);
  return 0;
}

int pair_bad(void) {
  int fds[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, fds))
    return -1;
  if (send(fds[0], "a", 1, 0) != 1)
    return -1; // expect: error-path-leak: 'fds[0]'
  close(fds[0]);
  close(fds[1]);
  return 0;
}

void start(int in, int out);

int given_away_ok(void) {
  int fds[2];
  if (pipe(fds))
    return -1;
  start(fds[0], fds[1]);
  return 0;
}

struct server {
  int wake[2];
};

int kept_ok(struct server *server) { return pipe(server->wake); }

void either_end_ok(int child) {
  int fds[2];
  if (pipe(fds) < 0)
    return;
  close(fds[!!child]);
  close(fds[!child]);
}

#include <glob.h>
#include <signal.h>
#include <sys/signalfd.h>

int changed_signals_ok(int fd, const sigset_t *set) {
  fd = signalfd(fd, set, 0);
  return fd < 0 ? -1 : 0;
}

int new_signals_bad(const sigset_t *set) {
  int fd = signalfd(-1, set, 0);
  if (fd < 0)
    return -1;
  return 0; // expect: leak: 'fd'
}

int files_bad(const char *pattern) {
  glob_t files;
  if (glob(pattern, 0, NULL, &files))
    return -1;
  return (int)files.gl_pathc; // expect: leak: 'files'
}

int files_ok(const char *pattern) {
  glob_t files;
  if (glob(pattern, 0, NULL, &files))
    return -1;
  int n = (int)files.gl_pathc;
  globfree(&files);
  return n;
}
