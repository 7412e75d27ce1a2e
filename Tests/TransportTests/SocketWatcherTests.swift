// The epoll set: what is reported, what is not any more, and descriptors whose numbers are taken again.

import Dispatch
import Glibc
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(1))) struct SocketWatcherTests {
  // libcurl's CURL_POLL_IN and CURL_POLL_REMOVE.
  private static let wait: Int32 = 1
  private static let remove: Int32 = 4

  @Test func `a socket between two requests is not reported, and is waited for again`() async throws {
    let bench = try Bench()
    let idle = try Pair()
    let other = try Pair()
    bench.queue.sync {
      bench.watcher.open(idle.near)
      bench.watcher.update(idle.near, Self.wait)
      bench.watcher.update(idle.near, Self.remove)
      idle.write()
    }
    // Another socket's news shows that there was time for the idle one's.
    for _ in 0..<3 { #expect(await bench.news(of: other)) }
    #expect(bench.reported == [other.near])
    #expect(await bench.news(of: idle, writing: false))
    #expect(Set(bench.reported) == [other.near, idle.near])
    bench.end([idle, other])
  }

  /// Sockets that we open and close, and ones that libcurl opens and closes for itself without a word.
  @Test(arguments: (0..<8).map { number in [1, 2, 4].map { number & $0 != 0 } })
  func `a number taken again is watched anew`(ours: [Bool]) async throws {
    let bench = try Bench()
    let first = try Pair()
    if ours[0] { bench.queue.sync { bench.watcher.open(first.near) } }
    #expect(await bench.news(of: first))
    var last = first.far
    for (before, now) in zip(ours, ours.dropFirst()) {
      let next = try Pair()
      bench.queue.sync {
        if before { bench.watcher.close(first.near) }
        #expect(dup2(next.near, first.near) == first.near)
        if now { bench.watcher.open(first.near) }
      }
      close(next.near)
      close(last)
      last = next.far
      #expect(await bench.news(of: Pair(near: first.near, far: last)))
    }
    bench.end([Pair(near: first.near, far: last)])
  }

  /// Two connected sockets.
  private struct Pair {
    let near: Int32
    let far: Int32

    init(near: Int32, far: Int32) {
      self.near = near
      self.far = far
    }

    init() throws {
      var ends: [Int32] = [0, 0]
      try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
      near = ends[0]
      far = ends[1]
    }

    func write() { _ = Glibc.write(far, "x", 1) }
  }

  /// A watcher with its queue; every method waits for the queue.
  private final class Bench: @unchecked Sendable {
    let queue = DispatchQueue(label: "test")
    let watcher: SocketWatcher
    private var sockets: [Int32] = []
    private var waiting: [Int32: CheckedContinuation<Bool, Never>] = [:]

    var reported: [Int32] { queue.sync { sockets } }

    init() throws {
      watcher = try #require(SocketWatcher(queue: queue))
      watcher.start(
        ready: { [weak self] socket, _ in
          guard let self else { return }
          var byte: UInt8 = 0
          read(socket, &byte, 1)
          if sockets.last != socket { sockets.append(socket) }
          watcher.update(socket, SocketWatcherTests.remove)
          waiting.removeValue(forKey: socket)?.resume(returning: true)
        }, settle: {})
    }

    /// Suspends until the near end is reported as ready.
    func news(of pair: Pair, writing: Bool = true) async -> Bool {
      await withCheckedContinuation { continuation in
        queue.async { [self] in
          waiting[pair.near] = continuation
          watcher.update(pair.near, SocketWatcherTests.wait)
          if writing { pair.write() }
        }
      }
    }

    func end(_ pairs: [Pair]) {
      queue.sync { watcher.stop() }
      for pair in pairs {
        close(pair.near)
        close(pair.far)
      }
    }
  }
}
