// RUN: %check_both %s --also=fixed-buffer -- -std=gnu11
// What fits by types, precisions and literals; where in the array; which result is used.
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

void use(const void *s);

struct address {
  char street[32];
  int number;
};

void narrow_types_ok(uint8_t a, int16_t b, bool c) {
  char text[16];
  sprintf(text, "%d %d %d", a, b, c); // 3 + 6 + 1 and two blanks
  use(text);
}

void narrow_types_bad(uint8_t a, int16_t b, int c) {
  char text[16];
  sprintf(text, "%d %d %d", a, b, c); // expect: fixed-buffer: 'text'
  use(text);
}

void remainder_ok(unsigned seconds) {
  char text[9];
  sprintf(text, "%02u:%02u:%02u", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
  use(text);
}

void hexadecimal_ok(const unsigned char *digest) {
  char text[41];
  for (int i = 0; i < 20; ++i)
    sprintf(text + 2 * i, "%02x", digest[i]);
  use(text);
}

void masked_ok(unsigned long flags) {
  char text[3];
  sprintf(text, "%lx", flags & 0xff);
  use(text);
}

void width_bad(int n) {
  char text[16];
  sprintf(text, "%20d", n); // expect: fixed-buffer: 'text'
  use(text);
}

void choice_ok(bool on) {
  char text[8];
  sprintf(text, "%s", on ? "enabled" : "off");
  use(text);
}

void choice_bad(bool on) {
  char text[8];
  sprintf(text, "%s", on ? "switched on" : "off"); // expect: fixed-buffer: 'text'
  use(text);
}

void floats_bad(double d) {
  char text[32];
  sprintf(text, "%f", d); // expect: fixed-buffer: 'text'
  use(text);
}

void floats_ok(double d) {
  char text[32];
  sprintf(text, "%g", d);
  use(text);
}

void static_bad(const char *name) {
  static char text[32];
  sprintf(text, "[%s]", name); // expect: fixed-buffer: 'text'
  use(text);
}

void field_bad(const char *name) {
  struct address address = {.number = 1};
  strcpy(address.street, name); // expect: fixed-buffer: 'street'
  use(&address);
}

void field_of_pointer_ok(struct address *address, const char *name) { strcpy(address->street, name); }

int socket_path_bad(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strncpy(address.sun_path, path, sizeof address.sun_path - 1); // expect: fixed-buffer: 'sun_path'
  use(&address);
  return 0;
}

int socket_path_ok(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path)
    return -1;
  strncpy(address.sun_path, path, sizeof address.sun_path - 1);
  use(&address);
  return 0;
}

void behind_a_literal_ok(void) {
  char text[32] = "one";
  strcat(text, " two");
  use(text);
}

void larger_bound_bad(const char *name) {
  char text[32];
  if (snprintf(text, 64, "%s", name) > 63) // expect: fixed-buffer: 'text'
    return;
  use(text);
}

// Said to be unimportant.
void cast_ok(const char *name) {
  char text[32];
  (void)snprintf(text, sizeof text, "%s", name);
  use(text);
}

int last_of_expression_ok(const char *name) {
  char text[32];
  int n = ({ snprintf(text, sizeof text, "%s", name); });
  use(text);
  return n;
}

void branch_bad(const char *name, bool quiet) {
  char text[32] = "";
  if (!quiet)
    snprintf(text, sizeof text, "%s", name); // expect: fixed-buffer: 'text'
  use(text);
}

void word_of_short_text_ok(void) {
  char line[16], word[16];
  if (fgets(line, sizeof line, stdin) && sscanf(line, "%s", word) == 1)
    use(word);
}

void word_of_long_text_bad(const char *line) {
  char word[16];
  if (sscanf(line, "name %[a-z]", word) == 1) // expect: fixed-buffer: 'word'
    use(word);
}

#define SHOW(buffer, ...) snprintf(buffer, sizeof buffer, __VA_ARGS__)
void macro_bad(const char *name) {
  char text[32];
  SHOW(text, "<%s>", name); // expect: fixed-buffer: 'text'
  use(text);
}

// Not the formatter of the library.
struct printer {
  int (*sprintf)(char *out, const char *format, ...);
};
void member_ok(struct printer *printer, const char *name) {
  char text[32];
  printer->sprintf(text, "%s", name);
  use(text);
}

// One of a few words, and each of them fits.
void chosen_words_ok(unsigned long n) {
  const char *unit = "bytes";
  char text[32];
  if (n > 10000000)
    unit = "megabytes", n /= 1000000;
  else if (n > 10000)
    unit = "kilobytes", n /= 1000;
  snprintf(text, sizeof text, "%lu %s", n, unit);
  use(text);
}

void chosen_or_given_bad(unsigned n, const char *given) {
  const char *unit = "bytes";
  char text[32];
  if (given)
    unit = given;
  snprintf(text, sizeof text, "%u %s", n, unit); // expect: fixed-buffer: 'text'
  use(text);
}

int pick(const char **word);
void chosen_by_callee_bad(void) {
  const char *unit = "bytes";
  char text[32];
  if (pick(&unit))
    return;
  strcpy(text, unit); // expect: fixed-buffer: 'text'
  use(text);
}
