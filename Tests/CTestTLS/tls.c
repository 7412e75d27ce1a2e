// OpenSSL for the test origin. Every failure is NULL or negative: a test that cannot have its origin says so.
#include "CTestTLS.h"
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct nt_identity {
  X509 *certificate;
  EVP_PKEY *key;
};

struct nt_server {
  SSL_CTX *context;
  unsigned char *protocols;
  unsigned int protocols_size;
};

struct nt_session {
  SSL *ssl;
};

static int add_extension(X509 *certificate, X509 *issuer, int nid, const char *value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
  X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
  int done = extension != NULL && X509_add_ext(certificate, extension, -1) == 1;
  X509_EXTENSION_free(extension);
  return done;
}

static int set_serial(X509 *certificate) {
  unsigned char bytes[8];
  if (RAND_bytes(bytes, sizeof bytes) != 1) return 0;
  bytes[0] &= 0x7F;
  BIGNUM *number = BN_bin2bn(bytes, sizeof bytes, NULL);
  int done = number != NULL && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != NULL;
  BN_free(number);
  return done;
}

nt_identity *nt_identity_make(
    const char *name, const nt_identity *issuer, const char *alt_names, long not_before, long not_after) {
  nt_identity *made = calloc(1, sizeof *made);
  if (made == NULL) return NULL;
  made->key = EVP_EC_gen("P-256");
  made->certificate = X509_new();
  X509 *certificate = made->certificate;
  if (made->key == NULL || certificate == NULL) goto failed;
  X509_NAME *subject = X509_get_subject_name(certificate);
  X509 *parent = issuer == NULL ? certificate : issuer->certificate;
  EVP_PKEY *signer = issuer == NULL ? made->key : issuer->key;
  if (X509_set_version(certificate, 2) != 1 || !set_serial(certificate)
      || X509_gmtime_adj(X509_getm_notBefore(certificate), not_before) == NULL
      || X509_gmtime_adj(X509_getm_notAfter(certificate), not_after) == NULL
      || X509_set_pubkey(certificate, made->key) != 1
      || X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, (const unsigned char *)name, -1, -1, 0) != 1
      || X509_set_issuer_name(certificate, X509_get_subject_name(parent)) != 1)
    goto failed;
  const char *constraints = alt_names == NULL ? "critical,CA:TRUE" : "critical,CA:FALSE";
  const char *usage = alt_names == NULL ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature";
  if (!add_extension(certificate, parent, NID_basic_constraints, constraints)
      || !add_extension(certificate, parent, NID_key_usage, usage)
      || !add_extension(certificate, parent, NID_subject_key_identifier, "hash")
      || (alt_names != NULL && !add_extension(certificate, parent, NID_subject_alt_name, alt_names))
      || X509_sign(certificate, signer, EVP_sha256()) == 0)
    goto failed;
  return made;
failed:
  nt_identity_free(made);
  return NULL;
}

void nt_identity_free(nt_identity *identity) {
  if (identity == NULL) return;
  X509_free(identity->certificate);
  EVP_PKEY_free(identity->key);
  free(identity);
}

int nt_identity_write(const nt_identity *identity, const char *path) {
  FILE *file = fopen(path, "ae");
  if (file == NULL) return -1;
  int done = PEM_write_X509(file, identity->certificate) == 1;
  return fclose(file) == 0 && done ? 0 : -1;
}

static int select_protocol(
    SSL *ssl, const unsigned char **out, unsigned char *out_size, const unsigned char *offered, unsigned int size,
    void *context) {
  (void)ssl;
  const nt_server *server = context;
  if (server->protocols_size == 0) return SSL_TLSEXT_ERR_NOACK;
  unsigned char *chosen = NULL;
  if (SSL_select_next_proto(&chosen, out_size, server->protocols, server->protocols_size, offered, size)
      != OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_NOACK;
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

nt_server *nt_server_make(
    const nt_identity *identity, const unsigned char *protocols, size_t protocols_size, int only_tls10) {
  nt_server *made = calloc(1, sizeof *made);
  if (made == NULL) return NULL;
  made->protocols = malloc(protocols_size + 1);
  made->context = SSL_CTX_new(TLS_server_method());
  if (made->protocols == NULL || made->context == NULL) goto failed;
  memcpy(made->protocols, protocols, protocols_size);
  made->protocols_size = (unsigned int)protocols_size;
  if (SSL_CTX_use_certificate(made->context, identity->certificate) != 1
      || SSL_CTX_use_PrivateKey(made->context, identity->key) != 1)
    goto failed;
  SSL_CTX_set_alpn_select_cb(made->context, select_protocol, made);
  if (only_tls10
      && (SSL_CTX_set_cipher_list(made->context, "ALL@SECLEVEL=0") != 1
          || SSL_CTX_set_min_proto_version(made->context, TLS1_VERSION) != 1
          || SSL_CTX_set_max_proto_version(made->context, TLS1_VERSION) != 1))
    goto failed;
  return made;
failed:
  nt_server_free(made);
  return NULL;
}

void nt_server_free(nt_server *server) {
  if (server == NULL) return;
  SSL_CTX_free(server->context);
  free(server->protocols);
  free(server);
}

nt_session *nt_session_accept(nt_server *server, int socket) {
  // OpenSSL writes with write(2), and a client may have gone: that must not end the tests.
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, NULL);
  nt_session *made = calloc(1, sizeof *made);
  if (made == NULL) return NULL;
  made->ssl = SSL_new(server->context);
  if (made->ssl != NULL && SSL_set_fd(made->ssl, socket) == 1 && SSL_accept(made->ssl) == 1) return made;
  nt_session_end(made, 0);
  return NULL;
}

int nt_session_is_h2(const nt_session *session) {
  const unsigned char *protocol = NULL;
  unsigned int size = 0;
  SSL_get0_alpn_selected(session->ssl, &protocol, &size);
  return size == 2 && memcmp(protocol, "h2", 2) == 0;
}

long nt_session_read(nt_session *session, void *bytes, size_t size) {
  ERR_clear_error();
  size_t count = 0;
  if (SSL_read_ex(session->ssl, bytes, size, &count) == 1) return (long)count;
  return SSL_get_error(session->ssl, 0) == SSL_ERROR_ZERO_RETURN ? 0 : -1;
}

long nt_session_write(nt_session *session, const void *bytes, size_t size) {
  ERR_clear_error();
  size_t count = 0;
  return SSL_write_ex(session->ssl, bytes, size, &count) == 1 ? (long)count : -1;
}

int nt_session_has_pending(const nt_session *session) { return SSL_has_pending(session->ssl); }

void nt_session_end(nt_session *session, int politely) {
  if (session == NULL) return;
  if (politely && session->ssl != NULL) SSL_shutdown(session->ssl);
  SSL_free(session->ssl);
  free(session);
  ERR_clear_error();
}
