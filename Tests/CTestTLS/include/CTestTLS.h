// TLS for the test origin: certificates made on the spot, and the server's side of a connection. Tests only.
#pragma once
#include <stddef.h>

// A certificate with its key.
typedef struct nt_identity nt_identity;
// How a server speaks TLS; shared by its connections.
typedef struct nt_server nt_server;
// One connection's TLS, on a blocking socket, for one thread at a time.
typedef struct nt_session nt_session;

// Makes a certificate with a fresh P-256 key. `issuer` NULL signs it with that key itself; `alt_names` is OpenSSL's
// notation ("DNS:localhost,IP:127.0.0.1") or NULL for an authority; times are seconds from now. NULL on failure.
nt_identity *nt_identity_make(
    const char *name, const nt_identity *issuer, const char *alt_names, long not_before, long not_after);
void nt_identity_free(nt_identity *identity);
// Appends the certificate as PEM to a file. 0 on success.
int nt_identity_write(const nt_identity *identity, const char *path);

// A server with this identity. `protocols` is ALPN's list in wire form (RFC 7301), in order of preference; empty offers
// none. `only_tls10` is for a server left behind by time. NULL on failure.
nt_server *nt_server_make(
    const nt_identity *identity, const unsigned char *protocols, size_t protocols_size, int only_tls10);
void nt_server_free(nt_server *server);

// Shakes hands; NULL where that fails. Does not own the socket.
nt_session *nt_session_accept(nt_server *server, int socket);
// Whether ALPN chose HTTP/2.
int nt_session_is_h2(const nt_session *session);
// Like read(2) and write(2): bytes, 0 at the end, negative on failure.
long nt_session_read(nt_session *session, void *bytes, size_t size);
long nt_session_write(nt_session *session, const void *bytes, size_t size);
// Whether bytes are waiting inside, where poll(2) does not see them.
int nt_session_has_pending(const nt_session *session);
// Says goodbye if `politely` (close_notify) and frees it.
void nt_session_end(nt_session *session, int politely);
