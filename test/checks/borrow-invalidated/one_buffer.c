// RUN: %check_both %s -- -std=gnu11
// Functions of the library that return the address of one buffer: the next call writes there again.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <locale.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void addresses_bad(struct in_addr a, struct in_addr b) {
  const char *from = inet_ntoa(a);
  const char *to = inet_ntoa(b);
  printf("%s to %s\n", from, to); // expect: borrow-invalidated: 'from'
}

void in_one_call_bad(struct in_addr a, struct in_addr b) {
  printf("%s to %s\n", inet_ntoa(a), inet_ntoa(b)); // expect: borrow-invalidated
}

int offset_bad(time_t t) {
  struct tm *here = localtime(&t);
  struct tm *there = gmtime(&t);
  return here->tm_hour - there->tm_hour; // expect: borrow-invalidated: 'here->tm_hour'
}

void home_bad(const char *user) {
  struct passwd *entry = getpwnam(user);
  if (!entry)
    return;
  const char *home = entry->pw_dir;
  if (!getpwnam("root"))
    return;
  puts(home); // expect: borrow-invalidated: 'home'
}

void locale_bad(void) {
  char *before = setlocale(LC_NUMERIC, NULL);
  setlocale(LC_NUMERIC, "C");
  printf("%f\n", 0.5);
  setlocale(LC_NUMERIC, before); // expect: borrow-invalidated: 'before'
}

void one_by_one_ok(struct in_addr a, struct in_addr b) {
  const char *text = inet_ntoa(a);
  puts(text);
  text = inet_ntoa(b);
  puts(text);
}

void copied_ok(struct in_addr a, struct in_addr b) {
  char from[32];
  snprintf(from, sizeof from, "%s", inet_ntoa(a));
  printf("%s to %s\n", from, inet_ntoa(b));
}

int record_copied_ok(time_t t) {
  struct tm here = *localtime(&t), there = *gmtime(&t);
  return here.tm_hour - there.tm_hour;
}

int numbers_ok(time_t a, time_t b) {
  int year = localtime(&a)->tm_year;
  return localtime(&b)->tm_year - year;
}

void other_buffers_ok(const char *user, struct in_addr a, time_t t) {
  struct passwd *entry = getpwnam(user);
  const char *address = inet_ntoa(a);
  struct tm *now = localtime(&t);
  if (entry && now)
    printf("%s %s %d\n", entry->pw_name, address, now->tm_year);
}

void second_try_ok(const char *user) {
  struct passwd *entry = getpwnam(user);
  if (!entry)
    entry = getpwnam("nobody");
  if (entry)
    puts(entry->pw_name);
}

void all_ok(const struct in_addr *all, int n) {
  for (int i = 0; i < n; i++) {
    const char *text = inet_ntoa(all[i]);
    puts(text);
  }
}

void asked_ok(void) {
  const char *numbers = setlocale(LC_NUMERIC, NULL);
  const char *letters = setlocale(LC_CTYPE, NULL);
  printf("%s %s\n", numbers, letters);
}

void locale_ok(void) {
  char *before = strdup(setlocale(LC_NUMERIC, NULL));
  if (!before)
    return;
  setlocale(LC_NUMERIC, "C");
  printf("%f\n", 0.5);
  setlocale(LC_NUMERIC, before);
  free(before);
}
