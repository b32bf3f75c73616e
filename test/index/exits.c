// RUN: %check_index %s
// A function of another file that does not return loses nothing.
//--- die.c
#include <stdio.h>
#include <stdlib.h>
void die(const char *why) {
  fputs(why, stderr);
  exit(1);
}
//--- use.c
#include <stdlib.h>
void die(const char *why);
char *fill(int n) {
  char *p = malloc(8);
  if (!p)
    die("no memory");
  char *q = malloc(8);
  if (!q)
    die("no memory");
  p[0] = n;
  q[0] = p[0];
  free(q);
  return p;
}
