#include "names.h"
#include <stdlib.h>
#include <string.h>
static char *make_text(const struct node *node) { return strdup(node->name); }
void copy_and_drop(const struct node *node);
void copy_and_drop(const struct node *node) { free(make_text(node)); }
