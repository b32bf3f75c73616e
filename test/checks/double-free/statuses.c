// RUN: %check_both %s --rules=double-free,use-after-free,leak -- -std=gnu11
// Results that are one of many codes: which one says what was left in the caller's variable.
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum status { NO_CONNECTION, NO_HOST, FINE, NO_PORT, BROKEN, NOT_WRITTEN };

enum status respond(int s, char *line);

enum status open_port(int s, int *port) {
  char line[80];
  *port = open("port", O_RDWR);
  if (*port < 0)
    return BROKEN;
  if (write(s, "port", 4) < 0) {
    close(*port);
    return NOT_WRITTEN;
  }
  enum status st = respond(s, line);
  if (st != FINE) {
    close(*port);
    return st;
  }
  return FINE;
}

int port_ok(int s) {
  int port;
  if (open_port(s, &port) != FINE)
    return -1;
  write(port, "x", 1);
  close(port);
  return 0;
}

int port_switch_ok(int s) {
  int port;
  switch (open_port(s, &port)) {
  case FINE: break;
  case NO_PORT:
  default: return -1;
  }
  write(port, "x", 1);
  close(port);
  return 0;
}

int port_bad(int s) {
  int port;
  if (open_port(s, &port) != FINE)
    return -1;
  close(port);
  close(port); // expect: double-free: 'port'
  return 0;
}

int port_lost_bad(int s) {
  int port;
  if (open_port(s, &port) != FINE)
    return -1;
  return 0; // expect: leak: 'port'
}

// --- what is only sometimes the caller's, and a caller that does not ask for it
enum word { MADE, FOUND, STOP, END };

enum word next_word(int *at, char *text, char **word) {
  char *ignored;
  if (!text[*at])
    return END;
  if (!word)
    word = &ignored;
  *word = text + *at;
  if (text[*at] == ';')
    return STOP;
  ++*at;
  if (text[*at] == '"' && word != &ignored) {
    *word = strdup(text);
    if (!*word)
      abort();
    return MADE;
  }
  return FOUND;
}

void show(const char *word);

void words_ok(char *text) {
  int at = 0;
  char *word;
  for (;;) {
    enum word w = next_word(&at, text, &word);
    if (w == END || w == STOP)
      break;
    show(word);
    if (w == MADE)
      free(word);
  }
}

void words_bad(char *text) {
  int at = 0;
  char *word;
  for (;;) {
    enum word w = next_word(&at, text, &word);
    if (w == END || w == STOP)
      break;
    if (w == MADE)
      free(word);
    show(word); // expect: use-after-free: 'word'
  }
}
