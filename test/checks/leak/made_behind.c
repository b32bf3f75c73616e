// RUN: %check_both %s -- -std=gnu11
// What a call made is nothing that another one gave before.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *text_for(int key);

static const char *shown(const char *text, int loud) {
  if (!loud)
    return text;
  char *copy = malloc(strlen(text) + 2);
  if (!copy)
    return text;
  return strcat(strcpy(copy, text), "!");
}

void say_ok(int key, int loud) {
  const char *text = text_for(key);
  const char *said = shown(text, loud);
  puts(said);
  if (said != text)
    free((char *)said);
}

void say_bad(int key, int loud) {
  const char *text = text_for(key);
  const char *said = shown(text, loud);
  puts(said);
} // expect: leak: 'said'
