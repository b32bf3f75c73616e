// RUN: %check_both %s
// The models of OpenSSL, libcurl, libxml2, json-c, libpq, files of zlib, Expat, and addresses of GIO.
typedef struct bignum_st BIGNUM;
typedef struct x509_st X509;
typedef struct evp_pkey_st EVP_PKEY;
typedef struct bio_st BIO;
typedef struct evp_md_ctx_st EVP_MD_CTX;
typedef struct evp_md_st EVP_MD;
typedef struct ssl_st SSL;
#define NULL ((void *)0)
int BN_hex2bn(BIGNUM **a, const char *text);
BIGNUM *BN_bin2bn(const unsigned char *s, int length, BIGNUM *into);
char *BN_bn2hex(const BIGNUM *n);
int BN_num_bits(const BIGNUM *n);
void BN_free(BIGNUM *n);
void CRYPTO_free(void *p, const char *file, int line);
BIO *BIO_new_file(const char *name, const char *mode);
int BIO_free(BIO *b);
X509 *PEM_read_bio_X509(BIO *b, X509 **into, void *callback, void *data);
void X509_free(X509 *x);
EVP_PKEY *X509_get_pubkey(X509 *x);
int EVP_PKEY_bits(const EVP_PKEY *k);
void EVP_PKEY_free(EVP_PKEY *k);
EVP_MD_CTX *EVP_MD_CTX_new(void);
void EVP_MD_CTX_free(EVP_MD_CTX *c);
const EVP_MD *EVP_sha256(void);
int EVP_DigestInit_ex(EVP_MD_CTX *c, const EVP_MD *md, void *engine);
int EVP_DigestUpdate(EVP_MD_CTX *c, const void *data, unsigned long n);
int EVP_DigestFinal_ex(EVP_MD_CTX *c, unsigned char *out, unsigned *n);
X509 *SSL_get_peer_certificate(const SSL *s);
void free(void *p);
int puts(const char *s);

int bits_bad(const char *text) {
  BIGNUM *n = NULL;
  if (!BN_hex2bn(&n, text))
    return -1;
  return BN_num_bits(n); // expect: leak: 'n'
}
int bits_ok(const char *text) {
  BIGNUM *n = NULL;
  if (!BN_hex2bn(&n, text)) {
    BN_free(n);
    return -1;
  }
  const int bits = BN_num_bits(n);
  BN_free(n);
  return bits;
}
void shown_bad(const BIGNUM *n) {
  char *text = BN_bn2hex(n);
  if (!text)
    return;
  puts(text);
  free(text); // expect: release-mismatch: 'text'
}
void shown_ok(const BIGNUM *n) {
  char *text = BN_bn2hex(n);
  if (!text)
    return;
  puts(text);
  CRYPTO_free(text, "", 0);
}
int key_bits_bad(const char *name) {
  BIO *b = BIO_new_file(name, "r");
  if (!b)
    return -1;
  X509 *x = PEM_read_bio_X509(b, NULL, NULL, NULL);
  BIO_free(b);
  if (!x)
    return -1;
  EVP_PKEY *k = X509_get_pubkey(x);
  X509_free(x);
  if (!k)
    return -1;
  return EVP_PKEY_bits(k); // expect: leak: 'k'
}
int key_bits_ok(const char *name) {
  BIO *b = BIO_new_file(name, "r");
  if (!b)
    return -1;
  X509 *x = PEM_read_bio_X509(b, NULL, NULL, NULL);
  BIO_free(b);
  if (!x)
    return -1;
  EVP_PKEY *k = X509_get_pubkey(x);
  const int bits = k ? EVP_PKEY_bits(k) : -1;
  EVP_PKEY_free(k);
  X509_free(x);
  return bits;
}
int digest_bad(const void *data, unsigned long n, unsigned char *out) {
  EVP_MD_CTX *c = EVP_MD_CTX_new();
  if (!c)
    return -1;
  if (!EVP_DigestInit_ex(c, EVP_sha256(), NULL) || !EVP_DigestUpdate(c, data, n))
    return -1; // expect: error-path-leak: 'c'
  const int r = EVP_DigestFinal_ex(c, out, NULL);
  EVP_MD_CTX_free(c);
  return r;
}
int digest_ok(const void *data, unsigned long n, unsigned char *out) {
  EVP_MD_CTX *c = EVP_MD_CTX_new();
  const int r = c && EVP_DigestInit_ex(c, EVP_sha256(), NULL) && EVP_DigestUpdate(c, data, n) &&
                EVP_DigestFinal_ex(c, out, NULL);
  EVP_MD_CTX_free(c);
  return r;
}
int has_certificate_bad(SSL *s) {
  X509 *x = SSL_get_peer_certificate(s);
  return x != NULL; // expect: leak: 'x'
}
int has_certificate_ok(SSL *s) {
  X509 *x = SSL_get_peer_certificate(s);
  X509_free(x);
  return x != NULL;
}

typedef struct Curl CURL;
struct curl_slist;
CURL *curl_easy_init(void);
void curl_easy_cleanup(CURL *c);
char *curl_easy_escape(CURL *c, const char *s, int n);
void curl_free(void *p);
struct curl_slist *curl_slist_append(struct curl_slist *l, const char *s);
void curl_slist_free_all(struct curl_slist *l);
void escaped_bad(const char *s) {
  CURL *c = curl_easy_init();
  if (!c)
    return;
  char *e = curl_easy_escape(c, s, 0);
  if (e)
    puts(e);
  curl_easy_cleanup(c);
} // expect: leak: 'e'
void escaped_ok(const char *s) {
  CURL *c = curl_easy_init();
  if (!c)
    return;
  char *e = curl_easy_escape(c, s, 0);
  if (e)
    puts(e);
  curl_free(e);
  curl_easy_cleanup(c);
}
int headers_bad(int more) {
  struct curl_slist *l = curl_slist_append(NULL, "a: b");
  if (more)
    l = curl_slist_append(l, "c: d");
  return l != NULL; // expect: leak: 'l'
}
// Where it fails the list is the caller's still.
struct curl_slist *headers_kept_ok(void) {
  struct curl_slist *more, *l = curl_slist_append(NULL, "a: b");
  if (!l)
    return NULL;
  more = curl_slist_append(l, "c: d");
  if (!more) {
    curl_slist_free_all(l);
    return NULL;
  }
  return more;
}
int headers_ok(int more) {
  struct curl_slist *l = curl_slist_append(NULL, "a: b");
  if (more)
    l = curl_slist_append(l, "c: d");
  const int good = l != NULL;
  curl_slist_free_all(l);
  return good;
}

typedef struct _xmlDoc *xmlDocPtr;
typedef struct _xmlNode *xmlNodePtr;
typedef unsigned char xmlChar;
xmlDocPtr xmlReadFile(const char *name, const char *encoding, int options);
xmlNodePtr xmlDocGetRootElement(xmlDocPtr d);
xmlChar *xmlGetProp(const struct _xmlNode *n, const xmlChar *name);
void xmlFreeDoc(xmlDocPtr d);
extern void (*xmlFree)(void *);
int root_bad(const char *name) {
  xmlDocPtr d = xmlReadFile(name, NULL, 0);
  if (!d)
    return -1;
  if (!xmlDocGetRootElement(d))
    return -1; // expect: error-path-leak: 'd'
  xmlFreeDoc(d);
  return 0;
}
int property_bad(xmlNodePtr n) {
  xmlChar *id = xmlGetProp(n, (const xmlChar *)"id");
  return id ? id[0] : 0; // expect: leak: 'id'
}
int property_ok(xmlNodePtr n) {
  xmlChar *id = xmlGetProp(n, (const xmlChar *)"id");
  if (!id)
    return 0;
  const int first = id[0];
  xmlFree(id);
  return first;
}

struct json_object;
struct json_object *json_object_new_object(void);
struct json_object *json_object_new_string(const char *s);
int json_object_object_add(struct json_object *to, const char *name, struct json_object *value);
int json_object_put(struct json_object *o);
const char *json_object_to_json_string(struct json_object *o);
void object_bad(const char *s) {
  struct json_object *o = json_object_new_object();
  json_object_object_add(o, "s", json_object_new_string(s));
  puts(json_object_to_json_string(o));
} // expect: leak: 'o'
void object_ok(const char *s) {
  struct json_object *o = json_object_new_object();
  json_object_object_add(o, "s", json_object_new_string(s));
  puts(json_object_to_json_string(o));
  json_object_put(o);
}

typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;
PGresult *PQexec(PGconn *c, const char *query);
int PQresultStatus(const PGresult *r);
int PQntuples(const PGresult *r);
char *PQgetvalue(const PGresult *r, int row, int column);
void PQclear(PGresult *r);
int rows_bad(PGconn *c) {
  PGresult *r = PQexec(c, "select 1");
  if (PQresultStatus(r) != 2)
    return -1; // expect: error-path-leak: 'r'
  const int n = PQntuples(r);
  PQclear(r);
  return n;
}
int rows_ok(PGconn *c) {
  PGresult *r = PQexec(c, "select 1");
  const int n = PQresultStatus(r) == 2 ? PQntuples(r) : -1;
  PQclear(r);
  return n;
}

typedef struct gzFile_s *gzFile;
gzFile gzopen(const char *name, const char *mode);
int gzread(gzFile f, void *into, unsigned n);
int gzclose(gzFile f);
int unzip_bad(const char *name, char *into) {
  gzFile f = gzopen(name, "rb");
  if (!f)
    return -1;
  if (gzread(f, into, 8) != 8)
    return -1; // expect: error-path-leak: 'f'
  return gzclose(f);
}
int unzip_ok(const char *name, char *into) {
  gzFile f = gzopen(name, "rb");
  if (!f)
    return -1;
  const int n = gzread(f, into, 8);
  gzclose(f);
  return n;
}

typedef struct _GSocket GSocket;
typedef struct _GSocketAddress GSocketAddress;
typedef struct _GError GError;
GSocketAddress *g_socket_get_local_address(GSocket *s, GError **error);
int g_socket_address_get_family(GSocketAddress *a);
void g_object_unref(void *o);
int family_bad(GSocket *s) {
  GSocketAddress *a = g_socket_get_local_address(s, NULL);
  if (!a)
    return -1;
  return g_socket_address_get_family(a); // expect: leak: 'a'
}
int family_ok(GSocket *s) {
  GSocketAddress *a = g_socket_get_local_address(s, NULL);
  if (!a)
    return -1;
  const int family = g_socket_address_get_family(a);
  g_object_unref(a);
  return family;
}

// A number that is there is filled where it is.
int BN_is_odd(const BIGNUM *n);
void BN_free(BIGNUM *n);
BIGNUM *BN_new(void);
int filled_in_place_ok(const char *text) {
  BIGNUM *n = BN_new(), *other;
  int odd = 0;
  if (n) {
    other = n;
    if (BN_hex2bn(&other, text) != 0)
      odd = BN_is_odd(n);
  }
  BN_free(n);
  return odd;
}
int filled_in_place_bad(const char *text) {
  BIGNUM *n = BN_new(), *other;
  if (!n)
    return 0;
  other = n;
  BN_hex2bn(&other, text);
  return BN_is_odd(n); // expect: leak: 'n'
}

// What asks a file of zlib for its state, chains of BIOs, and Expat's parser.
const char *gzerror(gzFile f, int *number);
int gz_failed_bad(const char *path) {
  gzFile f = gzopen(path, "rb");
  int number = 0;
  if (!f)
    return -1;
  puts(gzerror(f, &number));
  if (number < 0)
    return -1; // expect: error-path-leak: 'f'
  gzclose(f);
  return 0;
}

BIO *BIO_new(const void *kind);
BIO *BIO_push(BIO *first, BIO *next);
const void *BIO_f_base64(void);
const void *BIO_s_mem(void);
int BIO_write(BIO *b, const void *data, int n);
void BIO_free_all(BIO *b);
int chain_bad(const void *data, int n) {
  BIO *first = BIO_new(BIO_f_base64()), *next = BIO_new(BIO_s_mem());
  if (!first || !next) {
    BIO_free(first);
    BIO_free(next);
    return -1;
  }
  BIO_push(first, next);
  return BIO_write(first, data, n); // expect: leak: 'first'
}
int chain_ok(const void *data, int n) {
  BIO *first = BIO_new(BIO_f_base64()), *next = BIO_new(BIO_s_mem());
  if (!first || !next) {
    BIO_free(first);
    BIO_free(next);
    return -1;
  }
  next = BIO_push(first, next);
  const int written = BIO_write(next, data, n);
  BIO_free_all(next);
  return written;
}
int one_by_one_ok(const void *data, int n) {
  BIO *first = BIO_new(BIO_f_base64()), *next = BIO_new(BIO_s_mem());
  int written = -1;
  if (first && next) {
    BIO_push(first, next);
    written = BIO_write(first, data, n);
  }
  BIO_free(next);
  BIO_free(first);
  return written;
}

typedef struct XML_ParserStruct *XML_Parser;
XML_Parser XML_ParserCreate(const char *encoding);
void XML_ParserFree(XML_Parser p);
void XML_SetUserData(XML_Parser p, void *data);
void XML_SetCharacterDataHandler(XML_Parser p, void (*handler)(void *data, const char *text, int n));
int XML_Parse(XML_Parser p, const char *text, int n, int last);
int XML_GetErrorCode(XML_Parser p);
static void count_characters(void *data, const char *text, int n) { *(int *)data += n + (text == NULL); }
int parsed_bad(const char *text, int n) {
  int count = 0;
  XML_Parser p = XML_ParserCreate(NULL);
  if (!p)
    return -1;
  XML_SetUserData(p, &count);
  XML_SetCharacterDataHandler(p, count_characters);
  if (XML_Parse(p, text, n, 1) == 0)
    return -XML_GetErrorCode(p); // expect: leak: 'p'
  XML_ParserFree(p);
  return count;
}
int parsed_ok(const char *text, int n) {
  int count = 0;
  XML_Parser p = XML_ParserCreate(NULL);
  if (!p)
    return -1;
  XML_SetUserData(p, &count);
  XML_SetCharacterDataHandler(p, count_characters);
  const int worked = XML_Parse(p, text, n, 1);
  XML_ParserFree(p);
  return worked ? count : -1;
}
