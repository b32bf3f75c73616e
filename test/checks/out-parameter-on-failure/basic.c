// RUN: %check_both %s --rules=out-parameter-on-failure
// *ret is set where the function succeeds, and only there.
#define NULL ((void *)0)

char *make(int from);
int fails(void);
_Noreturn void die(void);
int get_into(char **ret);

int set_then_fails_bad(int from, char **ret) {
  *ret = make(from);
  if (fails())
    return -5; // expect: out-parameter-on-failure: 'set_then_fails_bad' fails here, but has set '*ret' already
  return 0;
}

int unset_bad(int from, char **ret_name) {
  if (from < 0)
    return -22;
  if (from == 0)
    return 0; // expect: out-parameter-on-failure: 'unset_bad' succeeds here without setting '*ret_name'
  *ret_name = make(from);
  return 0;
}

int unset_number_bad(int from, int *ret) {
  if (!ret)
    die();
  if (from < 0)
    return -22;
  if (from > 10)
    return 0; // expect: out-parameter-on-failure: succeeds here without setting '*ret'
  *ret = from;
  return 0;
}

// The caller can tell: 0 is nothing, 1 is something.
int three_results_ok(int from, char **ret) {
  if (from < 0)
    return -22;
  if (from == 0)
    return 0;
  *ret = make(from);
  return 1;
}

int set_last_ok(int from, char **ret) {
  char *p = make(from);
  if (!p)
    return -12;
  *ret = p;
  return 0;
}

int cleared_first_ok(int from, char **ret) {
  *ret = NULL;
  if (fails())
    return -5;
  *ret = make(from);
  return 0;
}

int optional_ok(int from, char **ret) {
  char *p = make(from);
  if (!p)
    return -12;
  if (ret)
    *ret = p;
  return 0;
}

int optional_early_ok(int from, char **ret) {
  if (fails())
    return -5;
  if (!ret)
    return 0;
  *ret = make(from);
  return 0;
}

int by_callee_ok(int from, char **ret) {
  if (from < 0)
    return -22;
  if (from == 0) {
    get_into(ret);
    return 0;
  }
  *ret = make(from);
  return 1;
}

int loop_ok(int n, char **ret) {
  int found = 0;
  for (int i = 0; i < n; i++)
    if (fails()) {
      *ret = make(i);
      found = 1;
      break;
    }
  if (!found)
    return -2;
  return 0;
}

// Without a failure of its own, 0 may mean that nothing was found.
int never_fails_ok(int from, char **ret) {
  if (from == 0)
    return 0;
  *ret = make(from);
  return 0;
}

int other_name_ok(int from, char **cursor) {
  *cursor = make(from);
  if (fails())
    return -5;
  return 0;
}
