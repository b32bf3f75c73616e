// RUN: %check_both %s
// Our own key beside the peer's: no prefix, and X_deinit() without a body is no release because of it.
struct key;
struct info {
  struct key *key;
  int x;
};
int derive(struct key *own_key, struct key *peer_key);

struct machine;
struct supplicant {
  struct machine *machine;
  int n;
};
void auth_deinit(struct machine *m);
void candidates_free(struct machine *m);
void supplicant_deinit(struct supplicant *s);
void machine_ok(struct supplicant *s) {
  auth_deinit(s->machine);
  candidates_free(s->machine);
  s->machine = 0;
}
int supplicant_ok(struct supplicant *s) {
  supplicant_deinit(s);
  s->n = 0;
  return s->n;
}
static int sum(struct info *own_info, struct info *peer_info) { return own_info->x + peer_info->x; }
int both_ok(struct info *a, struct info *b) { return sum(a, b) + sum(b, a) + derive(a->key, b->key); }
int local_ok(struct info *a) {
  struct key *own_key = a->key;
  return derive(own_key, own_key);
}
