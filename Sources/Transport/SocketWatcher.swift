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
///
/// A connection between two requests is not waited for, but stays in the set until it is next heard of: taking it out
/// and in again would be most of the system calls of a request.
final class SocketWatcher: @unchecked Sendable {
  /// What the kernel and libcurl hold of a descriptor.
  private struct Entry {
    /// What libcurl waits for; 0 for nothing.
    var wanted: UInt32 = 0
    /// What the set reports; 0 if it is not in the set.
    var reported: UInt32 = 0
    /// Opened by us and closed through ``close(_:)``. What libcurl opens for itself it also closes without a word.
    var isOurs = false
  }

  private let set: Int32
  private let source: any DispatchSourceRead
  private var entries: [Entry] = []

  init?(queue: DispatchQueue) {
    let set = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard set >= 0 else { return nil }
    self.set = set
    source = DispatchSource.makeReadSource(fileDescriptor: set, queue: queue)
    source.setCancelHandler { @Sendable in Glibc.close(set) }
  }

  /// Begins the watching.
  ///
  /// - Parameters:
  ///   - ready: called on the queue with a socket and its `CURL_CSELECT_` mask.
  ///   - settle: called after such calls.
  func start(ready: @escaping @Sendable (Int32, Int32) -> Void, settle: @escaping @Sendable () -> Void) {
    source.setEventHandler { @Sendable [weak self] in self?.drain(ready, settle) }
    source.activate()
  }

  /// Ends the watching; no event follows.
  func stop() { source.cancel() }

  /// A socket was opened that will be closed by ``close(_:)``.
  func open(_ socket: Int32) {
    reserve(socket)
    entries[Int(socket)] = Entry(isOurs: true)
  }

  /// Does what libcurl's socket callback asks: `CURL_POLL_IN`, `OUT`, `INOUT` or `REMOVE`.
  func update(_ socket: Int32, _ what: Int32) {
    reserve(socket)
    var wanted: UInt32 = 0
    if what != CURL_POLL_REMOVE {
      if what & CURL_POLL_IN != 0 { wanted |= EPOLLIN.rawValue }
      if what & CURL_POLL_OUT != 0 { wanted |= EPOLLOUT.rawValue }
    }
    entries[Int(socket)].wanted = wanted
    let entry = entries[Int(socket)]
    if wanted == 0, entry.isOurs { return }
    if wanted != entry.reported || !entry.isOurs { report(socket, wanted) }
  }

  /// Forgets the socket and closes it: its number may be taken again right after.
  func close(_ socket: Int32) {
    reserve(socket)
    if entries[Int(socket)].reported != 0 { report(socket, 0) }
    entries[Int(socket)] = Entry()
    Glibc.close(socket)
  }

  private func reserve(_ socket: Int32) {
    while entries.count <= Int(socket) { entries.append(Entry()) }
  }

  private func report(_ socket: Int32, _ wanted: UInt32) {
    var event = epoll_event()
    event.events = wanted
    event.data.fd = socket
    let before = entries[Int(socket)].reported
    entries[Int(socket)].reported = wanted
    guard wanted != 0 else {
      epoll_ctl(set, EPOLL_CTL_DEL, socket, nil)
      return
    }
    if epoll_ctl(set, before == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event) != 0 {
      // A number taken again behind our back is in the set when we think not, or not when we think so.
      if errno == EEXIST { epoll_ctl(set, EPOLL_CTL_MOD, socket, &event) }
      if errno == ENOENT { epoll_ctl(set, EPOLL_CTL_ADD, socket, &event) }
    }
  }

  private func drain(_ ready: (Int32, Int32) -> Void, _ settle: () -> Void) {
    let capacity = 256
    withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: capacity) { events in
      let count = Int(epoll_wait(set, events.baseAddress, Int32(capacity), 0))
      guard count > 0 else { return }  // interrupted or nothing left; the source is level-triggered and comes again
      for event in events.prefix(count) {
        let socket = event.data.fd
        guard entries[Int(socket)].wanted != 0 else {
          // Removed by the work on an earlier event of this batch, or closed by the origin between two requests.
          if entries[Int(socket)].reported != 0 { report(socket, 0) }
          continue
        }
        var mask: Int32 = 0
        if event.events & (EPOLLIN.rawValue | EPOLLHUP.rawValue) != 0 { mask |= CURL_CSELECT_IN }
        if event.events & EPOLLOUT.rawValue != 0 { mask |= CURL_CSELECT_OUT }
        if event.events & EPOLLERR.rawValue != 0 { mask |= CURL_CSELECT_ERR }
        ready(socket, mask)
      }
      settle()
    }
  }
}
