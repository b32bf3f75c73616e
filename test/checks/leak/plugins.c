// RUN: %check_both %s -- -std=gnu11
// A library in which a function was found, or of which only is asked whether it could be loaded, stays loaded.
#include <dlfcn.h>
#include <stddef.h>

int start_ok(const char *file) {
  void *library = dlopen(file, RTLD_NOW);
  int (*start)(void);
  if (!library)
    return -1;
  start = (int (*)(void))dlsym(library, "start");
  if (!start) {
    dlclose(library);
    return -1;
  }
  int status = start();
  if (status < 0)
    return status;
  return 0;
}

int without_start_bad(const char *file) {
  void *library = dlopen(file, RTLD_NOW);
  int (*start)(void);
  if (!library)
    return -1;
  start = (int (*)(void))dlsym(library, "start");
  if (!start)
    return -1; // expect: error-path-leak: 'library'
  return start();
}

int unused_bad(const char *file) {
  void *library = dlopen(file, RTLD_NOW);
  return library ? 0 : -1; // expect: leak: 'library'
}

int once_ok(const char *file) {
  void *library = dlopen(file, RTLD_NOW);
  if (!library)
    return -1;
  int found = dlsym(library, "start") != NULL;
  dlclose(library);
  return found;
}

int count_ok(const char **files, int n) {
  int loaded = 0;
  for (int i = 0; i < n; i++)
    if (dlopen(files[i], RTLD_NOW | RTLD_GLOBAL))
      loaded++;
  return loaded;
}
