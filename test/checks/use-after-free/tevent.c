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

// A request that is answered later is kept: by the event loop, until its callback.
void tevent_req_set_callback(struct tevent_req *req, void (*fn)(struct tevent_req *), void *private_data);
struct tevent_req *ping_send(TALLOC_CTX *mem_ctx, int number);
static void ping_done(struct tevent_req *subreq) { talloc_free(subreq); }

void ping_all_ok(TALLOC_CTX *mem_ctx, struct state *state, int count) {
  for (int i = 0; i < count; i++) {
    struct tevent_req *subreq = ping_send(mem_ctx, i);
    if (!subreq)
      return;
    tevent_req_set_callback(subreq, ping_done, state);
  }
}

void ping_all_bad(TALLOC_CTX *mem_ctx, int count) {
  for (int i = 0; i < count; i++) {
    struct tevent_req *subreq = ping_send(mem_ctx, i); // expect: loop-growth
    if (!subreq)
      return;
  }
}

int ping_one_ok(TALLOC_CTX *ctx, struct state *state) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *name = talloc_strdup(tmp, "x");
  struct tevent_req *subreq = ping_send(ctx, name ? name[0] : 0);
  if (subreq)
    tevent_req_set_callback(subreq, ping_done, state);
  talloc_free(tmp);
  return 0;
}

// So are timers, with or without a look at them.
struct tevent_context;
struct tevent_timer;
typedef void (*timer_handler)(struct tevent_context *ev, struct tevent_timer *te, void *private_data);
struct tevent_timer *_tevent_add_timer(struct tevent_context *ev, TALLOC_CTX *mem_ctx, long when, timer_handler handler,
                                       void *private_data, const char *name, const char *location);
void fired(struct tevent_context *ev, struct tevent_timer *te, void *private_data);

void timers_ok(struct tevent_context *ev, TALLOC_CTX *mem_ctx, int count) {
  for (int i = 0; i < count; i++)
    _tevent_add_timer(ev, mem_ctx, i, fired, NULL, "fired", __location__);
}

int timer_ok(struct tevent_context *ev, TALLOC_CTX *mem_ctx) {
  TALLOC_CTX *tmp = talloc_new(mem_ctx);
  char *text = talloc_strdup(tmp, "x");
  struct tevent_timer *te = _tevent_add_timer(ev, mem_ctx, text ? text[0] : 0, fired, NULL, "fired", __location__);
  talloc_free(tmp);
  return te ? 0 : -1;
}

void timer_freed_ok(struct tevent_context *ev, TALLOC_CTX *mem_ctx) {
  struct tevent_timer *te = _tevent_add_timer(ev, mem_ctx, 3, fired, NULL, "fired", __location__);
  talloc_free(te);
}
