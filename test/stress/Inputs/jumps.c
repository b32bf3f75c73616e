#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
static jmp_buf where;
static sigjmp_buf there;
static _Noreturn void out(int n) { longjmp(where, n); }
int guarded(int n) {
  char *volatile p = NULL;
  char *q;
  switch (setjmp(where)) {
  case 0:
    p = malloc(3);
    if (n > 3)
      out(n);
    break;
  case 1:
    free(p);
    return 1;
  default:
    q = p;
    free(q);
    if (sigsetjmp(there, 1))
      return 2;
    siglongjmp(there, 1);
  }
  free(p);
  return 0;
}
void interpreter(const unsigned char *code) {
  static void *const table[] = {&&push, &&pop, &&done};
  char *top = NULL;
#define NEXT goto *table[*code++]
  NEXT;
push:
  if (!top)
    top = malloc(1);
  NEXT;
pop:
  free(top);
  top = NULL;
  NEXT;
done:
  free(top);
}
void into_the_middle(int n, char *p) {
  switch (n % 8)
  case 0: do { free(p); p = malloc(3);
  case 7: n--;
  case 6: if (n) continue;
  case 5:; } while (--n > 0);
  free(p);
  goto in;
  while (n++ < 3) {
    char *q = malloc(1);
    if (0) {
in:   q = NULL;
    }
    free(q);
  }
}
void only_loop(void) { for (;;); }
void empty_switch(int n) { switch (n); switch (n) {} switch (n) n++; }
int no_return(char *p) { free(p); }
void self(void) { here: goto here; }
void asm_goto(int n, char *p) {
  asm goto("# %l1" : : "r"(n) : "memory" : fail);
  free(p);
  return;
fail:
  asm volatile("# %0" : "+m"(p) : : "memory");
  free(p);
}
