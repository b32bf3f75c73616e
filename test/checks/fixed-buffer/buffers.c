// RUN: %check_both %s --also=fixed-buffer -- -std=gnu11
// A buffer of fixed size, filled by what does not ask its size, or cut without a word.
#define _GNU_SOURCE
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void use(const char *s);
int parse(const char *s);

void sprintf_bad(const char *key, const char *value) {
  char buffer[1024];
  sprintf(buffer, "%s: %s", key, value); // expect: fixed-buffer: 'buffer'
  use(buffer);
}

// Nothing in it can be longer than this.
void sprintf_fits_ok(int n, unsigned char c) {
  char buffer[32];
  sprintf(buffer, "%d %u %c", n, c, 'x');
  use(buffer);
}

void sprintf_literal_ok(void) {
  char buffer[16];
  sprintf(buffer, "no arguments");
  use(buffer);
}

void sprintf_precision_ok(const char *key) {
  char buffer[32];
  sprintf(buffer, "%.20s!", key);
  use(buffer);
}

void sprintf_number_too_long_bad(int n) {
  char buffer[8];
  sprintf(buffer, "%d", n); // expect: fixed-buffer: 'buffer'
  use(buffer);
}

void strcpy_bad(const char *key) {
  char buffer[64];
  strcpy(buffer, key); // expect: fixed-buffer: 'buffer'
  use(buffer);
}

void strcpy_literal_ok(void) {
  char buffer[64];
  strcpy(buffer, "text");
  use(buffer);
}

void strcat_bad(const char *key) {
  char buffer[64] = "key: ";
  strcat(buffer, key); // expect: fixed-buffer: 'buffer'
  use(buffer);
}

// Its length was looked at.
int strcpy_measured_ok(const char *key) {
  char buffer[64];
  if (strlen(key) >= sizeof buffer)
    return -1;
  strcpy(buffer, key);
  use(buffer);
  return 0;
}

void gets_like_bad(void) {
  char word[16];
  if (scanf("%s", word) == 1) // expect: fixed-buffer: 'word'
    use(word);
}

void scanf_bounded_ok(void) {
  char word[16];
  if (scanf("%15s", word) == 1)
    use(word);
}

void vsprintf_bad(const char *format, ...) {
  char buffer[256];
  va_list arguments;
  va_start(arguments, format);
  vsprintf(buffer, format, arguments); // expect: fixed-buffer: 'buffer'
  va_end(arguments);
  use(buffer);
}

// Bounded, and cut in silence.
void snprintf_ignored_bad(const char *directory, const char *file) {
  char path[128];
  snprintf(path, sizeof path, "%s/%s", directory, file); // expect: fixed-buffer: 'path'
  use(path);
}

int snprintf_tested_ok(const char *directory, const char *file) {
  char path[128];
  int n = snprintf(path, sizeof path, "%s/%s", directory, file);
  if (n < 0 || (size_t)n >= sizeof path)
    return -1;
  use(path);
  return 0;
}

int snprintf_in_condition_ok(const char *directory, const char *file) {
  char path[128];
  if (snprintf(path, sizeof path, "%s/%s", directory, file) >= (int)sizeof path)
    return -1;
  use(path);
  return 0;
}

int snprintf_returned_ok(char *out, const char *directory) {
  char path[128];
  int n = snprintf(path, sizeof path, "%s/", directory);
  use(path);
  (void)out;
  return n;
}

void snprintf_fits_ok(int n) {
  char text[32];
  snprintf(text, sizeof text, "%d", n);
  use(text);
}

void strncpy_bad(const char *key) {
  char buffer[16];
  strncpy(buffer, key, sizeof buffer - 1); // expect: fixed-buffer: 'buffer'
  buffer[sizeof buffer - 1] = 0;
  use(buffer);
}

// The buffer is the caller's, or as long as it must be: not this rule's.
void parameter_ok(char *buffer, const char *key) { sprintf(buffer, "%s", key); }

void allocated_ok(const char *key) {
  char *buffer = malloc(strlen(key) + 3);
  if (buffer)
    sprintf(buffer, "[%s]", key);
  free(buffer);
}

void computed_ok(const char *key) {
  char buffer[strlen(key) + 3];
  sprintf(buffer, "[%s]", key);
  use(buffer);
}

void dynamic_ok(const char *key, const char *value) {
  char *text = NULL;
  if (asprintf(&text, "%s: %s", key, value) < 0)
    return;
  use(text);
  free(text);
}

// Arrays of known length fit by their types.
struct record {
  char name[8];
};
void array_fits_ok(const struct record *record) {
  char buffer[16];
  sprintf(buffer, "<%.8s>", record->name);
  use(buffer);
}

void log_line_bad(int level, const char *message) {
  char line[80];
  snprintf(line, sizeof line, "%d: %s", level, message); // expect: fixed-buffer: 'line'
  fputs(line, stderr);
}

int number_ok(const char *text) {
  char digits[12];
  size_t n = strspn(text, "0123456789");
  if (n >= sizeof digits)
    return -1;
  memcpy(digits, text, n);
  digits[n] = 0;
  return parse(digits);
}

// So many bytes as somebody has counted: nothing is cut that should be there.
void strncpy_counted_ok(const char *text, size_t length) {
  char buffer[64];
  if (length > sizeof buffer - 1)
    return;
  strncpy(buffer, text, length);
  buffer[length] = 0;
}
