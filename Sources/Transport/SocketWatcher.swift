// The readiness of all of libcurl's sockets, gathered in one epoll set behind one Dispatch source.

internal import CCurl
internal import CShims
import Dispatch
import Glibc

/// Which sockets libcurl waits for, and the news that one is ready. Every method runs on the engine's queue, hence
/// `@unchecked Sendable`.
///
/// One Dispatch source a socket would need a deferred close(2) for each (a source cancelled after its descriptor's
/// number was taken again loses events silently) and costs half as much again; a descriptor leaves an epoll set at once.
final class SocketWatcher: @unchecked Sendable {
  private let set: Int32
  private let source: any DispatchSourceRead
  private var known: Set<Int32> = []

  /// - Parameter ready: called on the queue with a socket and its `CURL_CSELECT_` mask.
  init?(queue: DispatchQueue, ready: @escaping @Sendable (Int32, Int32) -> Void) {
    let set = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard set >= 0 else { return nil }
    self.set = set
    source = DispatchSource.makeReadSource(fileDescriptor: set, queue: queue)
    source.setCancelHandler { @Sendable in Glibc.close(set) }
    source.setEventHandler { @Sendable [weak self] in self?.drain(ready) }
    source.activate()
  }

  /// Ends the watching; no event follows.
  func stop() { source.cancel() }

  /// Does what libcurl's socket callback asks: `CURL_POLL_IN`, `OUT`, `INOUT` or `REMOVE`.
  func update(_ socket: Int32, _ what: Int32) {
    guard what != CURL_POLL_REMOVE else { return forget(socket) }
    var event = epoll_event()
    if what & CURL_POLL_IN != 0 { event.events |= EPOLLIN.rawValue }
    if what & CURL_POLL_OUT != 0 { event.events |= EPOLLOUT.rawValue }
    event.data.fd = socket
    let operation = known.insert(socket).inserted ? EPOLL_CTL_ADD : EPOLL_CTL_MOD
    if epoll_ctl(set, operation, socket, &event) != 0, errno == EEXIST {
      epoll_ctl(set, EPOLL_CTL_MOD, socket, &event)
    }
  }

  /// Forgets the socket and closes it: its number may be taken again right after.
  func close(_ socket: Int32) {
    forget(socket)
    Glibc.close(socket)
  }

  private func forget(_ socket: Int32) {
    if known.remove(socket) != nil { epoll_ctl(set, EPOLL_CTL_DEL, socket, nil) }
  }

  private func drain(_ ready: (Int32, Int32) -> Void) {
    let capacity = 256
    withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: capacity) { events in
      let count = Int(epoll_wait(set, events.baseAddress, Int32(capacity), 0))
      guard count > 0 else { return }  // interrupted or nothing left; the source is level-triggered and comes again
      for event in events.prefix(count) where known.contains(event.data.fd) {
        // A socket not known any more was removed by the work on an earlier event of this batch.
        var mask: Int32 = 0
        if event.events & (EPOLLIN.rawValue | EPOLLHUP.rawValue) != 0 { mask |= CURL_CSELECT_IN }
        if event.events & EPOLLOUT.rawValue != 0 { mask |= CURL_CSELECT_OUT }
        if event.events & EPOLLERR.rawValue != 0 { mask |= CURL_CSELECT_ERR }
        ready(event.data.fd, mask)
      }
    }
  }
}
