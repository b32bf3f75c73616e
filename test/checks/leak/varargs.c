// RUN: %check_both %s
// A va_list that was started or copied must be ended.
#include <stdarg.h>
#include <stdio.h>

void vlog(const char *format, va_list list);

int sum_bad(int n, ...) {
  va_list list;
  va_start(list, n);
  int sum = va_arg(list, int);
  if (sum < 0)
    return -1; // expect: error-path-leak: 'list'
  va_end(list);
  return sum;
}

int sum_ok(int n, ...) {
  va_list list;
  int sum = 0;
  va_start(list, n);
  while (n-- > 0)
    sum += va_arg(list, int);
  va_end(list);
  return sum;
}

int after_end_bad(int n, ...) {
  va_list list;
  va_start(list, n);
  va_end(list);
  return va_arg(list, int); // expect: use-after-free: 'list'
}

int again_ok(int n, ...) {
  va_list list;
  va_start(list, n);
  va_end(list);
  va_start(list, n);
  int first = va_arg(list, int);
  va_end(list);
  return first;
}

void copied_bad(const char *format, ...) {
  va_list list, again;
  va_start(list, format);
  va_copy(again, list);
  vprintf(format, list);
  vprintf(format, again);
  va_end(list);
} // expect: leak: 'again'

void copied_ok(const char *format, ...) {
  va_list list, again;
  va_start(list, format);
  va_copy(again, list);
  vprintf(format, list);
  vprintf(format, again);
  va_end(again);
  va_end(list);
}

void ended_twice_bad(const char *format, ...) {
  va_list list;
  va_start(list, format);
  vprintf(format, list);
  va_end(list);
  va_end(list); // expect: double-free: 'list'
}

void passed_ok(const char *format, ...) {
  va_list list;
  va_start(list, format);
  vlog(format, list);
  va_end(list);
}
