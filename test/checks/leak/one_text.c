// RUN: %check_both %s -- -std=gnu11
// A string that is one text is no other one.
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void set_label(const char *label);

void named_ok(const char *name) {
  char *label = NULL;
  if (strcmp(name, "morning") == 0)
    label = strdup("am");
  if (!strcmp(name, "evening"))
    label = strdup("pm");
  if (label)
    set_label(label);
  free(label);
}

struct entry {
  char *key, *label;
};

int entry_read_ok(struct entry *e, const char *at, const char *unit) {
  e->key = strdup(at);
  e->label = NULL;
  if (!e->key)
    return -1;
  if (!strcasecmp(e->key, "width"))
    e->label = strcasecmp("mm", unit) ? strdup("width") : strdup("width in mm");
  if (!strcasecmp(e->key, "height"))
    e->label = strcasecmp("mm", unit) ? strdup("height") : strdup("height in mm");
  return 0;
}

void two_names_bad(const char *name, const char *other) {
  char *label = NULL;
  if (strcmp(name, "morning") == 0)
    label = strdup("am");
  if (!strcmp(other, "evening"))
    label = strdup("pm"); // expect: leak: 'label'
  free(label);
}

// Written in another case it is the same text.
void cases_bad(const char *name) {
  char *label = NULL;
  if (strcasecmp(name, "morning") == 0)
    label = strdup("am");
  if (!strcasecmp(name, "MORNING"))
    label = strdup("pm"); // expect: leak: 'label'
  free(label);
}

void cases_ok(const char *name) {
  char *label = NULL;
  if (strcmp(name, "morning") == 0)
    label = strdup("am");
  if (!strcmp(name, "MORNING"))
    label = strdup("pm");
  free(label);
}

// That it is none of the two is possible, and so is a beginning that both have.
void beginning_bad(const char *name) {
  char *label = NULL;
  if (strncmp(name, "even", 2) == 0)
    label = strdup("am");
  if (!strncmp(name, "evil", 2))
    label = strdup("pm"); // expect: leak: 'label'
  free(label);
}

void other_bad(const char *name) {
  char *label = strdup("?");
  if (strcmp(name, "morning") == 0)
    free(label);
  else if (!strcmp(name, "evening"))
    free(label);
} // expect: leak: 'label'

void rewritten_bad(char *name) {
  char *label = NULL;
  if (strcmp(name, "morning") == 0)
    label = strdup("am");
  strcpy(name, "evening");
  if (!strcmp(name, "evening"))
    label = strdup("pm"); // expect: leak: 'label'
  free(label);
}
