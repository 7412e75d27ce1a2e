// Many fetches at once: limits a host, order, reuse, cancellation, and the end.

import News
import Testing
import TestOrigin
import Transport

@Suite(.timeLimit(.minutes(1))) struct FlowTests {
  @Test func `two hundred fetches at once all get their own answer`() async throws {
    let origin = try TestOrigin { .ok(body: $0.target) }
    let client = try makeClient(limits: TransportLimits(maxConnections: 32, maxPerHost: 16))
    let bodies = try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
      for number in 0..<200 {
        group.addTask { (number, try await client.get(origin.url("/\(number)")).body) }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(bodies.count == 200)
    for (number, body) in bodies { #expect(body == Array("/\(number)".utf8)) }
    #expect(Set(origin.requests.map(\.connection)).count <= 16)
  }

  @Test func `a host is never asked more at once than it may be`() async throws {
    let origin = try TestOrigin { _ in .ok(body: "slow", delivery: .trickle(bytes: 1, everyMilliseconds: 2)) }
    let client = try makeClient(limits: TransportLimits(maxConnections: 32, maxPerHost: 2))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 { group.addTask { _ = try await client.get(origin.url("/\(number)")) } }
      try await group.waitForAll()
    }
    #expect(Set(origin.requests.map(\.connection)).count <= 2)
    #expect(origin.requests.count == 20)
  }

  @Test func `one slow host does not hold up another`() async throws {
    let slow = try TestOrigin { _ in .ok(delivery: .hold) }
    let quick = try TestOrigin { _ in .ok(body: "quick") }
    let client = try makeClient(
      limits: TransportLimits(maxConnections: 8, maxPerHost: 2), allow: ["127.0.0.1", "localhost"])
    let waiting = (0..<20).map { _ in Task { try await client.get(slow.url()) } }
    await slow.waitForRequests(2)
    let response = try await client.get("http://localhost:\(quick.port)/")
    #expect(response.body == Array("quick".utf8))
    for task in waiting { task.cancel() }
    for task in waiting { #expect(await task.result.failure?.code == .cancelled) }
  }

  @Test func `a host that has to be spaced out holds up no other, and waiting for it can be given up`() async throws {
    let origin = try TestOrigin { .ok(body: $0.target) }
    let limits = TransportLimits(totalTimeoutMilliseconds: 500, hostSpacingMilliseconds: 1 << 40)
    let client = try makeClient(limits: limits, allow: ["127.0.0.1", "localhost"])
    _ = try await client.get(origin.url("/first"))
    let second = Task { try await client.get(origin.url("/second")) }
    _ = try await client.get("http://localhost:\(origin.port)/other")
    let third = Task { try await client.get("http://localhost:\(origin.port)/third") }
    second.cancel()
    third.cancel()
    #expect(await second.result.failure?.code == .cancelled)
    #expect(await third.result.failure?.code == .cancelled)
    #expect(origin.requests.map(\.path) == ["/first", "/other"])
  }

  @Test func `a spacing of one request holds for its own host alone`() async throws {
    let origin = try TestOrigin { request in
      request.path == "/moved"
        ? .redirect(302, to: "http://127.0.0.1:\(request["Host"]!.split(separator: ":").last!)/page") : .ok()
    }
    let client = try makeClient(allow: ["127.0.0.1", "localhost"])
    _ = try await client.get(origin.url("/robots.txt")) { $0.spacingMilliseconds = 1 << 40 }
    let moved = try await client.get("http://localhost:\(origin.port)/moved") { $0.spacingMilliseconds = 1 << 40 }
    #expect(moved.redirects.count == 1)
    let page = Task { try await client.get(origin.url("/crawled")) { $0.spacingMilliseconds = 1 << 40 } }
    for _ in 0..<20 { _ = try await client.get("http://localhost:\(origin.port)/other") }
    page.cancel()
    #expect(await page.result.failure?.code == .cancelled)
    #expect(!origin.requests.map(\.path).contains("/crawled"))
  }

  @Test func `all that have to keep a distance come in the end`() async throws {
    let origin = try TestOrigin { _ in .ok() }
    let client = try makeClient(limits: TransportLimits(hostSpacingMilliseconds: 20))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<4 { group.addTask { _ = try await client.get(origin.url("/\(number)")) } }
      try await group.waitForAll()
    }
    #expect(origin.requests.count == 4)
  }

  @Test func `connections are used again`() async throws {
    let origin = try TestOrigin { _ in .ok(body: "x") }
    let client = try makeClient()
    for _ in 0..<10 { _ = try await client.get(origin.url()) }
    #expect(Set(origin.requests.map(\.connection)) == [1])
  }

  @Test func `a connection the origin has closed meanwhile is not missed`() async throws {
    let origin = try TestOrigin { _ in .raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") }
    let client = try makeClient()
    for _ in 0..<5 { #expect(try await client.get(origin.url()).body == Array("ok".utf8)) }
    #expect(Set(origin.requests.map(\.connection)).count == 5)
  }

  @Test func `cancelling a task ends its transfer`() async throws {
    let origin = try TestOrigin { _ in .ok(delivery: .hold) }
    let client = try makeClient()
    let task = Task { try await client.get(origin.url()) }
    await origin.waitForRequests(1)
    task.cancel()
    #expect(await task.result.failure?.code == .cancelled)
  }

  @Test func `a task cancelled beforehand asks nobody`() async throws {
    let origin = try TestOrigin { _ in .ok() }
    let client = try makeClient()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await client.get(origin.url())
    }
    #expect(await task.result.failure?.code == .cancelled)
    #expect(origin.requests.isEmpty)
    _ = try await client.get(origin.url())
    #expect(origin.requests.count == 1)
  }

  @Test func `cancelled fetches leave their places to others`() async throws {
    let origin = try TestOrigin { $0.path == "/hold" ? .ok(delivery: .hold) : .ok() }
    let client = try makeClient(limits: TransportLimits(maxConnections: 2, maxPerHost: 2))
    let holding = (0..<50).map { _ in Task { try await client.get(origin.url("/hold")) } }
    await origin.waitForRequests(2)
    let last = Task { try await client.get(origin.url("/last")) }
    for task in holding { task.cancel() }
    #expect(try await last.value.status == 200)
  }

  @Test func `shutting down ends what is under way and what waits`() async throws {
    let origin = try TestOrigin { _ in .ok(delivery: .hold) }
    let client = try makeClient(limits: TransportLimits(maxConnections: 3, maxPerHost: 3))
    let tasks = (0..<10).map { _ in Task { try await client.get(origin.url()) } }
    await origin.waitForRequests(3)
    await client.shutdown()
    for task in tasks { #expect(await task.result.failure?.code == .cancelled) }
    await client.shutdown()
    #expect(try await client.failure(origin.url()).code == .cancelled)
    #expect(origin.requests.count == 3)
  }

  @Test func `a client may be dropped without shutting it down`() async throws {
    let origin = try TestOrigin { _ in .ok() }
    for _ in 0..<20 {
      let client = try makeClient()
      #expect(try await client.get(origin.url()).status == 200)
    }
  }

  @Test func `what a client cannot send is refused when it is made`() throws {
    #expect(throws: Refusal.self) { try HTTPClient(userAgent: "Newsfold\r\nX: y") }
    #expect(throws: Refusal.self) { try HTTPClient(userAgent: "") }
    #expect(throws: Refusal.self) { try HTTPClient(userAgent: "Newsfold/1", proxy: "http://proxy\n") }
  }
}

extension Result where Success == FetchResponse, Failure == any Error {
  var failure: FetchFailure? {
    guard case .failure(let error) = self else { return nil }
    return error as? FetchFailure
  }
}
