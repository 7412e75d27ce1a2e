// What waits in line for a host that asks to be left alone is sent home; all else goes on.

import Dispatch
import News
import TestOrigin
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(1))) struct HeldHostTests {
  @Test(arguments: [
    (429, "60", true), (503, "Fri, 21 Oct 2099 07:28:00 GMT", true), (503, nil, false), (429, "0", false),
    (503, "Wed, 21 Oct 2015 07:28:00 GMT", false), (500, "60", false),
  ])
  func `an answer that asks to be left alone sends home who waits in line for its host, and nobody else`(
    status: Int, wait: String?, isHeld: Bool
  ) async throws {
    let origin = try TestOrigin { request in
      guard request.path == "/first" else { return .ok(body: "here") }
      return Reply(status: status, headers: wait.map { [("Retry-After", $0)] } ?? [])
    }
    let queue = DispatchQueue(label: "test")
    let engine = try TransferEngine(
      queue: queue, limits: TransportLimits(maxPerHost: 1),
      addressGuard: AddressGuard(allow: ["127.0.0.1", "::1"]), userAgent: "Newsfold/1.0", proxy: nil)
    let urls = [
      origin.url("/first"), origin.url("/second"), origin.url("/third"),
      origin.url("/other").replacing("127.0.0.1", with: "localhost"),
    ]
    let transfers = try urls.map { url in
      engine.transfer(
        for: HopRequest(
          url: try address(url), accept: "*/*", headers: [], maxBodyBytes: 1000, timeoutMilliseconds: 20_000))
    }
    let results = await withCheckedContinuation {
      (done: CheckedContinuation<[Int: Result<HopReply, FetchFailure>], Never>) in
      queue.async {
        // On the engine's own queue, which finishes are called on too: nothing runs between these lines.
        let endings = Endings(count: transfers.count) { done.resume(returning: $0) }
        for (index, transfer) in transfers.enumerated() { transfer.finish = { endings.add($0, at: index) } }
        for transfer in transfers { engine.start(transfer) }
      }
    }
    for index in [1, 2] {
      switch results[index] {
      case .success(let reply): #expect(!isHeld && reply.status == 200)
      case .failure(let failure): #expect(isHeld && failure.code == .held && failure.isRetryable)
      case nil: Issue.record("transfer \(index) never ended")
      }
    }
    #expect(try results[0]?.get().status == status)
    #expect(try results[3]?.get().status == 200)
    #expect(origin.requests.count == (isHeld ? 2 : 4))
    queue.sync { engine.shutDown() }
    origin.stop()
  }

  /// How transfers ended; used on one queue only.
  private final class Endings: @unchecked Sendable {
    private let count: Int
    private let done: ([Int: Result<HopReply, FetchFailure>]) -> Void
    private var results: [Int: Result<HopReply, FetchFailure>] = [:]

    init(count: Int, done: @escaping ([Int: Result<HopReply, FetchFailure>]) -> Void) {
      self.count = count
      self.done = done
    }

    func add(_ result: Result<HopReply, FetchFailure>, at index: Int) {
      results[index] = result
      if results.count == count { done(results) }
    }
  }
}
