// A loopback origin for tests, HTTP/1.1 or HTTP/2, with TLS or without: answers by a closure, misbehaves on demand, remembers what it was asked.

import Glibc

/// An origin on a loopback address and a free port, from `init` until ``stop()`` or its release. Each connection has a thread, so
/// that the answering closure may block; any number of origins can run at once.
///
/// ```swift
/// let origin = try TestOrigin { request in request["If-None-Match"] == nil ? .ok(body: "<rss/>") : .notModified() }
/// let url = origin.url("/feed.xml")
/// ```
public final class TestOrigin: Sendable {
  /// The port it listens on.
  public let port: Int
  private let shared: Shared
  private let root: String

  /// The system call that failed while starting, and why.
  public struct StartFailure: Error, CustomStringConvertible {
    /// Such as `bind: Address already in use`.
    public let description: String
    /// The error number, such as `EADDRINUSE`.
    public let number: Int32

    init(call: String) {
      number = errno
      description = "\(call): \(String(cString: strerror(number)))"
    }
  }

  /// Starts an origin; `answer` is called on a connection's thread for every request. A port of 0 takes a free one.
  public init(
    _ security: Security = .none, on family: Family = .v4, port: Int = 0,
    _ answer: @escaping @Sendable (ReceivedRequest) -> Reply
  ) throws {
    let listener: Int32
    (listener, self.port) = try Self.listen(family, port: port, backlog: 4096)
    let scheme = if case .none = security { "http" } else { "https" }
    root = "\(scheme)://\(family == .v4 ? "127.0.0.1" : "[::1]"):\(self.port)"
    let shared = try Shared(listener: listener, security: security, answer: answer)
    self.shared = shared
    Self.detach { shared.acceptConnections() }
  }

  deinit { stop() }

  /// The address of a path at this origin.
  public func url(_ path: String = "/") -> String { root + path }

  /// All requests so far, in order of arrival.
  public var requests: [ReceivedRequest] { shared.state.withLock { $0.requests } }

  /// How many connections there were so far, requests or not.
  public var connections: Int { shared.state.withLock { $0.connections } }

  /// The first bytes of the last client that was hung up on.
  public var hello: [UInt8] { shared.state.withLock { $0.hello } }

  /// Suspends until so many requests have arrived.
  public func waitForRequests(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let isThere = shared.state.withLock { state in
        if state.requests.count < count { state.waiting.append((count, continuation)) }
        return state.requests.count >= count
      }
      if isThere { continuation.resume() }
    }
  }

  /// Stops listening and ends all connections; may be called again.
  public func stop() {
    shared.state.withLock { state in
      guard !state.isStopped else { return }
      state.isStopped = true
      // Threads own and close their sockets; this only wakes them.
      shutdown(shared.listener, Int32(SHUT_RDWR))
      for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
    }
  }

  private static func detach(_ work: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Work(work))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 1 << 19)
    var thread = pthread_t()
    let result = pthread_create(
      &thread, &attributes,
      { context in
        Unmanaged<Work>.fromOpaque(context!).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    if result != 0 { box.release() }
    pthread_attr_destroy(&attributes)
  }

  private final class Work: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// What the threads share; they outlive the origin by a moment.
  private final class Shared: Sendable {
    struct State {
      var requests: [ReceivedRequest] = []
      var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
      var sockets: Set<Int32> = []
      var connections = 0
      var hello: [UInt8] = []
      var isStopped = false
    }
    let listener: Int32
    let security: Security
    let server: TLSServer?
    let answer: @Sendable (ReceivedRequest) -> Reply
    let state = Guarded(State())

    init(
      listener: Int32, security: Security, answer: @escaping @Sendable (ReceivedRequest) -> Reply
    ) throws {
      self.listener = listener
      self.security = security
      self.answer = answer
      server = try TLSServer(security)
    }

    func acceptConnections() {
      while true {
        let socket = accept(listener, nil, nil)
        if socket < 0 {
          if [EINTR, ECONNABORTED].contains(errno) { continue }
          break
        }
        var on: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        let number: Int? = state.withLock { state in
          guard !state.isStopped else { return nil }
          state.sockets.insert(socket)
          state.connections += 1
          return state.connections
        }
        guard let number else {
          close(socket)
          break
        }
        TestOrigin.detach { [self] in
          serve(socket, number)
          // Forgotten before it is closed, so that `stop()` never shuts down a number taken again.
          _ = state.withLock { $0.sockets.remove(socket) }
          close(socket)
        }
      }
      close(listener)
    }

    private func serve(_ socket: Int32, _ number: Int) {
      if case .silent = security {
        let wire = Wire(socket: socket)
        while wire.read() != nil {}
        return
      }
      if case .hangUp = security {
        let hello = Wire(socket: socket).read().map(Array.init) ?? []
        return state.withLock { $0.hello = hello }
      }
      guard let wire = server.map({ Wire(socket: socket, server: $0.pointer) }) ?? Wire(socket: socket) else { return }
      if wire.isHTTP2 {
        HTTP2Connection(wire: wire, number: number, answer: record).serve()
        wire.end(politely: true)
      } else {
        wire.end(politely: Connection(wire: wire, number: number, answer: record).serve())
      }
    }

    private func record(_ request: ReceivedRequest) -> Reply {
      let ready = state.withLock { state in
        state.requests.append(request)
        let ready = state.waiting.filter { $0.count <= state.requests.count }
        state.waiting.removeAll { $0.count <= state.requests.count }
        return ready
      }
      for waiter in ready { waiter.continuation.resume() }
      return answer(request)
    }
  }
}
