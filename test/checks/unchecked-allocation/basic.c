// RUN: %check_both %s
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct item {
  int number;
  char name[16];
  char *text;
  struct item *next;
};

void star_bad(void) {
  int *number = malloc(sizeof *number);
  *number = 1; // expect: unchecked-allocation: 'number' may be NULL where 'malloc' failed, and is dereferenced unchecked
  free(number);
}

void star_ok(void) {
  int *number = malloc(sizeof *number);
  if (number)
    *number = 1;
  free(number);
}

int read_bad(void) {
  struct item *item = calloc(1, sizeof *item);
  int number = item->number; // expect: unchecked-allocation: 'item' may be NULL where 'calloc' failed
  free(item);
  return number;
}

int read_ok(void) {
  struct item *item = calloc(1, sizeof *item);
  if (item == NULL)
    return -1;
  int number = item->number;
  free(item);
  return number;
}

void element_bad(void) {
  char *text = malloc(16);
  text[3] = 'x'; // expect: unchecked-allocation
  free(text);
}

void element_ok(void) {
  char *text = malloc(16);
  if (NULL != text)
    text[3] = 'x';
  free(text);
}

// One finding for an allocation, at the first.
void twice_bad(void) {
  struct item *item = malloc(sizeof *item);
  item->number = 1; // expect: unchecked-allocation
  item->text = NULL;
  item->next = NULL;
  free(item);
}

struct item *condition_ok(void) {
  struct item *item = malloc(sizeof *item);
  if (item && (item->number = 1) && item->number)
    item->next = NULL;
  return item;
}

void assert_ok(void) {
  struct item *item = malloc(sizeof *item);
  assert(item);
  item->number = 1;
  free(item);
}

void conditional_bad(int fresh, struct item *given) {
  struct item *item = fresh ? malloc(sizeof *item) : given;
  item->number = 1; // expect: unchecked-allocation
  if (fresh)
    free(item);
}

void conditional_ok(int fresh, struct item *given) {
  struct item *item = fresh ? malloc(sizeof *item) : given;
  if (fresh && !item)
    return;
  item->number = 1;
  if (fresh)
    free(item);
}

// Passing on, storing and returning say nothing.
struct item *return_ok(void) { return malloc(sizeof(struct item)); }

void store_ok(struct item *holder) { holder->text = malloc(16); }

void through_field_bad(struct item *holder) {
  holder->text = malloc(16);
  holder->text[0] = 'x'; // expect: unchecked-allocation: 'holder->text' may be NULL
}

void through_field_ok(struct item *holder) {
  holder->text = malloc(16);
  if (!holder->text)
    return;
  holder->text[0] = 'x';
}

void address_ok(int **where) {
  struct item *item = malloc(sizeof *item);
  *where = &item->number; // an address, not an access
}

void only_told_bad(void) {
  struct item *item = malloc(sizeof *item);
  if (!item)
    fprintf(stderr, "out of memory\n");
  item->number = 1; // expect: unchecked-allocation
  free(item);
}

void loop_bad(int n) {
  for (int i = 0; i < n; i++) {
    struct item *item = malloc(sizeof *item);
    item->number = i; // expect: unchecked-allocation
    free(item);
  }
}

void loop_ok(int n) {
  for (int i = 0; i < n; i++) {
    struct item *item = malloc(sizeof *item);
    if (!item)
      continue;
    item->number = i;
    free(item);
  }
}

void until_there_is_memory_ok(void) {
  struct item *item;
  while (!(item = malloc(sizeof *item)))
    ;
  item->number = 1;
  free(item);
}

int ladder_ok(void) {
  struct item *first = malloc(sizeof *first), *second = malloc(sizeof *second);
  int result = -1;
  if (!first || !second)
    goto out;
  first->number = second->number = 1;
  result = 0;
out:
  free(second);
  free(first);
  return result;
}

int ladder_bad(void) {
  struct item *first = malloc(sizeof *first), *second = malloc(sizeof *second);
  int result = -1;
  if (!first)
    goto out;
  first->number = second->number = 1; // expect: unchecked-allocation: 'second' may be NULL
  result = 0;
out:
  free(second);
  free(first);
  return result;
}

int flag_ok(void) {
  int fine = 1;
  struct item *item = malloc(sizeof *item);
  if (!item)
    fine = 0;
  if (!fine)
    return -1;
  item->number = 1;
  free(item);
  return 0;
}

// No test is asked for where there is nothing to write.
int no_elements_ok(size_t n) {
  int *numbers = malloc(n * sizeof *numbers);
  if (n && !numbers)
    return -1;
  for (size_t i = 0; i < n; i++)
    numbers[i] = 0;
  free(numbers);
  return 0;
}

int switch_ok(int kind) {
  char *text = malloc(8);
  switch (text == NULL) {
  case 1:
    return -1;
  default:
    text[0] = (char)kind;
  }
  free(text);
  return 0;
}

// What is used after its release is not this rule's.
int released_bad(void) {
  int *number = malloc(sizeof *number);
  free(number);
  return *number; // expect: use-after-free
}

/* Who asks a call's result is not the call that ends the program. */
int many(void);
void give_up(void);
void only_where_many_bad(void) {
  struct item *p = malloc(sizeof *p);
  if (!p && many())
    return;
  p->number = 1; // expect: unchecked-allocation: 'p'
  free(p);
}
void gives_up_ok(void) {
  struct item *p = malloc(sizeof *p);
  if (!p)
    give_up();
  p->number = 1;
  free(p);
}
