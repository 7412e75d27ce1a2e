// The load of the fetch benchmark: many fetches through the real client, and the same by curl.
import Foundation
import News
import Transport

/// What a number of requests took.
struct BenchCost: Sendable {
  var requestsPerSecond: Double
  var microsecondsPerRequest: Double

  init(requests: Int, seconds: Double, processorSeconds: Double) {
    requestsPerSecond = Double(requests) / seconds
    microsecondsPerRequest = processorSeconds * 1e6 / Double(requests)
  }
}

/// Fetches through `HTTPClient`, so many at a time.
struct BenchLoad: Sendable {
  let addresses: [WebAddress]
  let bodyBytes: Int

  /// Fetches of `address`, each with a query of its own.
  init(_ address: String, requests: Int, bodyBytes: Int) throws {
    self.bodyBytes = bodyBytes
    addresses = (1...requests).compactMap { WebAddress("\(address)?\($0)") }
    guard addresses.count == requests else { throw BenchProgram.Failure(description: "\(address) is no address") }
  }

  /// A client that may have so many transfers in flight to one host.
  static func client(inFlight: Int) throws -> HTTPClient {
    try HTTPClient(
      limits: TransportLimits(maxConnections: inFlight, maxPerHost: inFlight),
      guard: AddressGuard(allow: ["127.0.0.1"]), userAgent: "Newsfold/1.0 (bench)")
  }

  /// Runs all fetches through a new client.
  func run(inFlight: Int) async throws -> BenchCost {
    let processor = BenchUsage.processorSeconds
    let start = ContinuousClock.now
    let client = try Self.client(inFlight: inFlight)
    try await withThrowingTaskGroup(of: Void.self) { group in
      // Each task has every n-th address; it waits for one fetch before it begins the next.
      for first in 0..<min(inFlight, addresses.count) {
        group.addTask {
          for index in stride(from: first, to: addresses.count, by: inFlight) {
            let response = try await client.fetch(FetchRequest(url: addresses[index]))
            guard response.status == 200, response.body.count == bodyBytes else {
              throw BenchProgram.Failure(description: "status \(response.status), \(response.body.count) bytes")
            }
          }
        }
      }
      try await group.waitForAll()
    }
    await client.shutdown()
    return BenchCost(
      requests: addresses.count, seconds: (ContinuousClock.now - start) / .seconds(1),
      processorSeconds: BenchUsage.processorSeconds - processor)
  }

  /// Has curl ask for the same addresses.
  static func curl(_ path: String, _ address: String, requests: Int, inFlight: Int, output: String) throws -> BenchCost
  {
    let start = ContinuousClock.now
    let program = try BenchProgram(
      path,
      ["-q", "-Z", "--parallel-max", "\(inFlight)", "-s", "-S", "-f", "-o", "/dev/null", "\(address)?[1-\(requests)]"],
      output: output)
    let processor = try program.wait()
    return BenchCost(
      requests: requests, seconds: (ContinuousClock.now - start) / .seconds(1), processorSeconds: processor)
  }
}

/// What a client with many transfers open takes in memory.
struct BenchMemory: Encodable, Sendable {
  var transfers: Int
  var bytesBefore: Int
  var bytesOpen: Int
  var peakBytes: Int

  /// Opens so many transfers at once, each with its answer begun, and measures this process when all are.
  static func measure(_ nginx: BenchNginx, curl: String, transfers: Int) async throws -> BenchMemory {
    let address = nginx.url("/held")
    guard let address = WebAddress(address) else { throw BenchProgram.Failure(description: "\(address) is no address") }
    let before = try BenchUsage.memory().now
    let client = try BenchLoad.client(inFlight: transfers)
    let tasks = (0..<transfers).map { _ in Task { _ = try await client.fetch(FetchRequest(url: address)) } }
    let deadline = ContinuousClock.now + .seconds(15)  // before the first is given up as too slow
    while try nginx.answering(curl: curl) < transfers {
      guard ContinuousClock.now < deadline else {
        throw BenchProgram.Failure(description: "\(transfers) transfers did not come to be open at once")
      }
      try await Task.sleep(for: .milliseconds(100))
    }
    try await Task.sleep(for: .milliseconds(500))  // until the beginnings of all answers have been read
    let open = try BenchUsage.memory()
    await client.shutdown()
    for task in tasks { _ = await task.result }
    return BenchMemory(transfers: transfers, bytesBefore: before, bytesOpen: open.now, peakBytes: open.peak)
  }
}
