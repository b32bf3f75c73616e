// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// tevent: what a callback was given it may end, and nothing is used behind that.
#include <talloc.h>

struct tevent_req;
void *_tevent_req_callback_data(struct tevent_req *req);
#define tevent_req_callback_data(_req, _type) ((_type *)_tevent_req_callback_data(_req))
struct state {
  int fd;
  char *name;
};

void callback_ok(struct tevent_req *subreq) {
  struct state *state = tevent_req_callback_data(subreq, struct state);
  int fd = state->fd;
  talloc_free(subreq);
  if (fd < 0)
    talloc_free(state);
}

int callback_bad(struct tevent_req *subreq) {
  struct state *state = tevent_req_callback_data(subreq, struct state);
  talloc_free(subreq);
  talloc_free(state);
  return state->fd; // expect: use-after-free: 'state->fd'
}
