// RUN: %check_both %s --rules=borrow-outlives-owner -- -w
#include <stdio.h>
#include <string.h>

char *global;
void use(const void *p);

int block_bad(void) {
  int *p = NULL;
  {
    int x = 1;
    p = &x; // expect: borrow-outlives-owner: the address of local 'x' is used after its scope has ended
  }
  return *p;
}

int block_ok(void) {
  int *p = NULL, r;
  {
    int x = 1;
    p = &x;
    r = *p;
  }
  return r;
}

void branch_bad(int c) {
  const char *name = "none";
  if (c) {
    char text[16];
    snprintf(text, sizeof(text), "%d", c);
    name = text; // expect: borrow-outlives-owner: local 'text'
  }
  puts(name);
}

void branch_ok(int c) {
  const char *name = "none";
  char text[16];
  if (c) {
    snprintf(text, sizeof(text), "%d", c);
    name = text;
  }
  puts(name);
}

void loop_bad(int n) {
  int *last = NULL;
  for (int i = 0; i < n; i++) {
    int square = i * i;
    if (last)
      printf("%d\n", *last);
    last = &square; // expect: borrow-outlives-owner: local 'square'
  }
}

void loop_ok(int n) {
  int *last;
  for (int i = 0; i < n; i++) {
    int square = i * i;
    last = &square;
    printf("%d\n", *last);
  }
}

void loop_out_bad(int n) {
  char *found = NULL;
  while (n--) {
    char line[8] = "x";
    if (n == 3) {
      found = line; // expect: borrow-outlives-owner: local 'line'
      break;
    }
  }
  if (found)
    puts(found);
}

void loop_out_ok(int n) {
  char *found = NULL;
  while (n--) {
    char line[8] = "x";
    if (n == 3) {
      found = line;
      puts(found);
      found = "";
      break;
    }
  }
  if (found)
    puts(found);
}

void switch_bad(int c) {
  int *p = NULL;
  switch (c) {
  case 1: {
    int one = 1;
    p = &one; // expect: borrow-outlives-owner: local 'one'
    break;
  }
  default: return;
  }
  use(p);
}

void global_bad(int c) {
  if (c) {
    char text[4] = "";
    global = text; // expect: borrow-outlives-owner: 'global' still holds the address of local 'text'
  }
}

void global_ok(int c) {
  if (c) {
    char text[4] = "";
    global = text;
  }
  global = NULL;
}

void correlated_ok(int c) {
  char *p = NULL;
  if (c) {
    char text[4] = "";
    p = text;
    use(p);
  }
  if (!c)
    p = "";
  if (!c)
    puts(p);
}

void compared_ok(void) {
  int *p;
  {
    int x;
    p = &x;
  }
  p = NULL;
  use(p);
}

struct part {
  int *at;
};

int member_bad(void) {
  struct part part = {0};
  do {
    int x = 1;
    part.at = &x; // expect: borrow-outlives-owner: local 'x'
  } while (0);
  return *part.at;
}

int record_value_ok(void) {
  struct part part = ({
    struct part inner = {0};
    inner;
  });
  return part.at == NULL;
}

int main(void) {
  {
    char text[4] = "";
    global = text; // expect: borrow-outlives-owner: 'global'
  }
  puts("x");
  return 0;
}
