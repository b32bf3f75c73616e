// RUN: %check_both %s -- -std=gnu11
// A constructor of several optional texts has more outcomes than a summary: it is not known what it keeps.
#include <stdlib.h>
#include <string.h>

struct label {
  const char *text, *language, *type, *unit, *note;
};

static struct label *label_new(const char *text, const char *language, const char *type, const char *unit,
                               const char *note) {
  struct label *l = calloc(1, sizeof *l);
  if (!l) {
    free((char *)text);
    if (language)
      free((char *)language);
    if (type)
      free((char *)type);
    if (unit)
      free((char *)unit);
    if (note)
      free((char *)note);
    return NULL;
  }
  if (language && type) {
    free((char *)language);
    language = NULL;
  }
  if (unit && note) {
    free((char *)note);
    note = NULL;
  }
  l->text = text;
  l->language = language;
  l->type = type;
  l->unit = unit;
  l->note = note;
  return l;
}

struct label *named_ok(const char *s) {
  char *text = strdup(s);
  if (!text)
    return NULL;
  return label_new(text, NULL, NULL, NULL, NULL);
}

struct label *named_bad(const char *s, int unwanted) {
  char *text = strdup(s);
  if (!text)
    return NULL;
  if (unwanted)
    return NULL; // expect: error-path-leak: 'text'
  return label_new(text, NULL, NULL, NULL, NULL);
}

int dropped_bad(void) {
  struct label *l = label_new(NULL, NULL, NULL, NULL, NULL);
  return l != NULL; // expect: leak: 'l'
}
