#include <stddef.h>
/**
 * Measures.
 * @param text what to measure
 */
size_t measure(const char *text);
