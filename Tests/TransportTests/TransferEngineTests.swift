// The engine under the client, where the order of events can be fixed.

import Dispatch
import News
import Testing
import TestOrigin

@testable import Transport

@Suite(.timeLimit(.minutes(1))) struct TransferEngineTests {
  @Test(arguments: [true, false])
  func `a transfer that is cancelled leaves its place to the next in line`(begun: Bool) async throws {
    let origin = try TestOrigin { $0.path == "/hold" ? .ok(delivery: .hold) : .ok(body: "next") }
    let queue = DispatchQueue(label: "test")
    let engine = try TransferEngine(
      queue: queue, limits: TransportLimits(maxConnections: 1), addressGuard: AddressGuard(allow: ["127.0.0.1"]),
      userAgent: "Newsfold/1.0", proxy: nil)
    let first = engine.transfer(for: try hop(origin.url("/hold")))
    let second = engine.transfer(for: try hop(origin.url("/hold")))
    let next = engine.transfer(for: try hop(origin.url("/next")))
    let result = await withCheckedContinuation { continuation in
      next.finish = { continuation.resume(returning: $0) }
      queue.async {
        for transfer in [first, second, next] { engine.start(transfer) }
        engine.cancel(second)
        if !begun { engine.cancel(first) }
      }
      if begun {
        Task {
          await origin.waitForRequests(1)
          queue.async { engine.cancel(first) }
        }
      }
    }
    #expect(try result.get().body == Array("next".utf8))
    #expect(origin.requests.map(\.path).filter { $0 == "/hold" }.count == (begun ? 1 : 0))
    queue.sync { engine.shutDown() }
  }

  @Test func `every transfer ends exactly once, whatever happens to it`() async throws {
    let origin = try TestOrigin { $0.path.hasSuffix("7") ? .ok(delivery: .hold) : .ok(body: $0.path) }
    let queue = DispatchQueue(label: "test")
    let engine = try TransferEngine(
      queue: queue, limits: TransportLimits(maxConnections: 4, maxPerHost: 4),
      addressGuard: AddressGuard(allow: ["127.0.0.1"]), userAgent: "Newsfold/1.0", proxy: nil)
    let transfers = try (0..<100).map { ($0, engine.transfer(for: try hop(origin.url("/\($0)")))) }
    // A continuation resumed twice is a crash, one never resumed a test that does not end.
    let endings = await withTaskGroup(of: Result<HopReply, FetchFailure>.self) { group in
      for (number, transfer) in transfers {
        group.addTask {
          await withCheckedContinuation { continuation in
            transfer.finish = { continuation.resume(returning: $0) }
            queue.async {
              if number % 6 == 0 { engine.cancel(transfer) }
              engine.start(transfer)
              if number % 6 == 3 { engine.cancel(transfer) }
              if number % 10 == 7 { queue.async { engine.cancel(transfer) } }
            }
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(endings.count == 100)
    #expect(endings.count { (try? $0.get()) != nil } == 59)
    queue.sync {
      for (_, transfer) in transfers { engine.cancel(transfer) }
      engine.shutDown()
    }
  }

  private func hop(_ url: String) throws -> HopRequest {
    HopRequest(url: try address(url), accept: "*/*", headers: [], maxBodyBytes: 1000, timeoutMilliseconds: 20_000)
  }
}
