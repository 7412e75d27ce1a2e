// The few C calls Swift cannot make: variadic curl setters, epoll, Linux-only file system calls. No logic here.
#pragma once
#include <curl/curl.h>
#include <stdint.h>
#include <sys/epoll.h> /* not in the Glibc module map */

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic; one typed form each.
typedef size_t (*nf_write_callback)(char *bytes, size_t size, size_t count, void *context);
typedef curl_socket_t (*nf_opensocket_callback)(void *context, curlsocktype purpose, struct curl_sockaddr *address);
typedef int (*nf_closesocket_callback)(void *context, curl_socket_t socket);
typedef int (*nf_prereq_callback)(void *context, char *peer, char *local, int peer_port, int local_port);
typedef int (*nf_multi_socket_callback)(CURL *easy, curl_socket_t socket, int what, void *context, void *socket_context);
typedef int (*nf_multi_timer_callback)(CURLM *multi, long milliseconds, void *context);

static inline CURLcode nf_set_long(CURL *h, CURLoption o, long v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode nf_set_off(CURL *h, CURLoption o, int64_t v) { return curl_easy_setopt(h, o, (curl_off_t)v); }
static inline CURLcode nf_set_string(CURL *h, CURLoption o, const char *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode nf_set_pointer(CURL *h, CURLoption o, void *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode nf_set_list(CURL *h, CURLoption o, struct curl_slist *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode nf_set_write(CURL *h, CURLoption o, nf_write_callback v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode nf_set_opensocket(CURL *h, nf_opensocket_callback v) {
  return curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, v);
}
static inline CURLcode nf_set_closesocket(CURL *h, nf_closesocket_callback v) {
  return curl_easy_setopt(h, CURLOPT_CLOSESOCKETFUNCTION, v);
}
static inline CURLcode nf_set_prereq(CURL *h, nf_prereq_callback v) {
  return curl_easy_setopt(h, CURLOPT_PREREQFUNCTION, v);
}
static inline CURLcode nf_get_long(CURL *h, CURLINFO i, long *v) { return curl_easy_getinfo(h, i, v); }
static inline CURLcode nf_get_off(CURL *h, CURLINFO i, int64_t *v) {
  curl_off_t x = 0;
  CURLcode r = curl_easy_getinfo(h, i, &x);
  *v = x;
  return r;
}
static inline CURLcode nf_get_string(CURL *h, CURLINFO i, const char **v) { return curl_easy_getinfo(h, i, v); }
static inline CURLcode nf_get_pointer(CURL *h, CURLINFO i, void **v) { return curl_easy_getinfo(h, i, v); }
static inline CURLMcode nf_multi_set_long(CURLM *m, CURLMoption o, long v) { return curl_multi_setopt(m, o, v); }
static inline CURLMcode nf_multi_set_pointer(CURLM *m, CURLMoption o, void *v) { return curl_multi_setopt(m, o, v); }
static inline CURLMcode nf_multi_set_socket(CURLM *m, nf_multi_socket_callback v) {
  return curl_multi_setopt(m, CURLMOPT_SOCKETFUNCTION, v);
}
static inline CURLMcode nf_multi_set_timer(CURLM *m, nf_multi_timer_callback v) {
  return curl_multi_setopt(m, CURLMOPT_TIMERFUNCTION, v);
}
// CURLMsg.data is a union whose pointer arm hides .result from the importer.
static inline CURLcode nf_message_result(const CURLMsg *m) { return m->data.result; }

// Linux file system calls the Glibc module leaves out. All return 0 or -1 with errno set.
int nf_syncfs(int fd);
int nf_rename_noreplace(int from_dir, const char *from, int to_dir, const char *to);
// A file in memory, which closes on exec; -1 with errno set where there is none.
int nf_memory_file(const char *name);
