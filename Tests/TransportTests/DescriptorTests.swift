// Descriptors: two thousand transfers at once, none kept, and what is told where the system gives no more.
//
// The tests count or use up a whole process's descriptors, so that each has a process of its own.

#if compiler(>=6.2)
  import Glibc
  import News
  import Testing
  import TestOrigin

  @testable import Transport

  @Suite(.serialized, .timeLimit(.minutes(2))) struct DescriptorTests {
    static let many = 2000
    /// Both ends of each connection are here, and some more.
    static let needed = rlim_t(2 * many + 200)

    @Test(.enabled(if: mayOpen(needed), "the system allows fewer than 4,200 open files (ulimit -Hn)"))
    func `two thousand transfers held open are all answered, or all cancelled, and keep nothing`() async {
      await #expect(processExitsWith: .success) {
        alarm(110)  // ends the process where it would wait for ever
        try #require(mayOpen(DescriptorTests.needed))
        // What is opened once and kept is opened. No origin, whose threads would close theirs later.
        let first = try makeClient()
        _ = try await first.failure("http://warm-up.invalid/")
        await first.shutdown()
        let before = (sockets: openDescriptors("socket:"), all: openDescriptors(""))
        let gate = Gate()
        let origin = try TestOrigin { request in
          if request.path.hasPrefix("/hold") { return .ok(delivery: .hold) }
          gate.wait()
          return .ok(body: request.path)
        }
        let count = DescriptorTests.many
        let limits = TransportLimits(
          maxConnections: count, maxPerHost: count, connectTimeoutMilliseconds: 110_000,
          totalTimeoutMilliseconds: 110_000, lowSpeedSeconds: 110)
        let client = try makeClient(limits: limits)

        let answered = (0..<count).map { number in Task { try await client.get(origin.url("/\(number)")).body } }
        await origin.waitForRequests(count)
        gate.open()
        for (number, task) in answered.enumerated() { #expect(try await task.value == Array("/\(number)".utf8)) }
        #expect(origin.connections == count)

        let cancelled = (0..<count).map { number in Task { try await client.get(origin.url("/hold/\(number)")) } }
        await origin.waitForRequests(2 * count)
        for task in cancelled { task.cancel() }
        for task in cancelled { #expect(await task.result.failure?.code == .cancelled) }

        await client.shutdown()
        origin.stop()
        // The origin's threads close theirs as they end. What is not given back is waited for in vain.
        while openDescriptors("socket:") > before.sockets || openDescriptors("") > before.all { await Task.yield() }
      }
    }

    @Test func `where no more files may be open that is said, and it goes on once they may`() async {
      await #expect(processExitsWith: .success) {
        let origin = try TestOrigin { _ in .ok(body: "here") }
        let authority = try TestAuthority()
        let secure = try TestOrigin(.tls(authority.identity())) { _ in .ok(body: "here") }
        let client = try makeClient(allow: ["127.0.0.1", "::1"], caFile: authority.file)
        _ = try await client.failure("http://warm-up.invalid/")
        var taken: [Int32] = []
        try #require(mayOpen(200, atMost: 400))
        while case let copy = dup(1), copy >= 0 { taken.append(copy) }

        for url in [origin.url("/feed"), secure.url("/feed"), "http://localhost:\(origin.port)/feed"] {
          let failure = try await client.failure(url)
          #expect(failure.code == .noSocket, "\(failure)")
          #expect(failure.isRetryable)
          #expect(
            failure.message == "\(url) was not asked, because the worker could open no socket (Too many open files); "
              + "ulimit -n or LimitNOFILE can permit more")
        }
        let failure = try await client.failure("http://feed.invalid/")
        #expect(failure.code == .noSocket, "\(failure)")

        for copy in taken { close(copy) }
        #expect(try await client.get(origin.url("/feed")).body == Array("here".utf8))
        #expect(try await client.get(secure.url("/feed")).body == Array("here".utf8))
        #expect(origin.requests.count == 1)
      }
    }
  }

  /// Sets the limit of open files to `atMost` or else to all that is allowed; whether that is enough.
  private func mayOpen(_ count: rlim_t, atMost: rlim_t? = nil) -> Bool {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return false }
    limit.rlim_cur = min(atMost ?? limit.rlim_max, limit.rlim_max)
    return setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 && limit.rlim_cur >= count
  }

  /// How many descriptors lead to something whose name begins so.
  private func openDescriptors(_ kind: String) -> Int {
    guard let folder = opendir("/proc/self/fd") else { return 0 }
    defer { closedir(folder) }
    var target = [CChar](repeating: 0, count: 64)
    var count = 0
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let size = readlink("/proc/self/fd/\(name)", &target, target.count)
      if size >= 0, target[..<size].map(UInt8.init(bitPattern:)).starts(with: kind.utf8) { count += 1 }
    }
    return count
  }

  /// Keeps threads waiting until it is opened.
  private final class Gate: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let opened = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var isOpen = false

    init() {
      pthread_mutex_init(lock, nil)
      pthread_cond_init(opened, nil)
    }

    deinit {
      pthread_cond_destroy(opened)
      pthread_mutex_destroy(lock)
      opened.deallocate()
      lock.deallocate()
    }

    func wait() {
      pthread_mutex_lock(lock)
      while !isOpen { pthread_cond_wait(opened, lock) }
      pthread_mutex_unlock(lock)
    }

    func open() {
      pthread_mutex_lock(lock)
      isOpen = true
      pthread_cond_broadcast(opened)
      pthread_mutex_unlock(lock)
    }
  }
#endif
