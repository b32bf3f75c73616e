/* invalid UTF-8: ÿş Ã( í € ô€€ */
#include <stdlib.h>
// a lone € and a nul-free [31m control
static char text[] = "ÿÀ€ â‚";
void f(void) { char *Ã©tÃ© = malloc(1); free(Ã©tÃ©); free(Ã©tÃ©); /* ÿ */ }
void g(void) { char *p = "ÿş"; free(p); free("ğŸ˜€ ÿ"); text[0] = 1; }
