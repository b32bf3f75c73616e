// RUN: %check_both %s -- -std=gnu11
// Every path to the finding would have to answer one question in two ways.
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct font {
  unsigned magic;
};

#define FAILED ((struct font *)-1)

struct font *open_font_ok(int fd, size_t size) {
  int mapped = 0;
  struct font *font = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (font != FAILED)
    mapped = 1;
  if (font == FAILED) {
    font = malloc(size);
    if (!font)
      return NULL;
    if (read(fd, font, size) != (ssize_t)size) {
      free(font);
      return NULL;
    }
  }
  if (font->magic != 17) {
    if (mapped)
      munmap(font, size);
    else
      free(font);
    return NULL;
  }
  return font;
}

struct font *open_font_bad(int fd, size_t size) {
  int mapped = 0;
  struct font *font = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (font != FAILED && size > 4096)
    mapped = 1;
  if (font == FAILED) {
    font = malloc(size);
    if (!font)
      return NULL;
    if (read(fd, font, size) != (ssize_t)size) {
      free(font);
      return NULL;
    }
  }
  if (font->magic != 17) {
    if (mapped)
      munmap(font, size);
    else
      free(font); // expect: release-mismatch: 'font' was acquired by 'mmap'
    return NULL;
  }
  return font;
}
