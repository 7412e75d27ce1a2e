// The line before the wire: limits in all and a host, turns among hosts, and leaving early.

import Testing

@testable import Transport

@Suite struct AdmissionQueueTests {
  @Test func `no more start than may, in all and a host`() {
    var queue = AdmissionQueue(maxTotal: 3, maxPerHost: 2)
    for id in 1...4 { queue.enter(UInt64(id), host: "a") }
    for id in 5...6 { queue.enter(UInt64(id), host: "b") }
    #expect(drain(&queue) == [1, 5, 2])
    queue.end(host: "a")
    #expect(drain(&queue) == [6])
    queue.end(host: "b")
    #expect(drain(&queue) == [3])
    queue.end(host: "b")
    #expect(drain(&queue) == [])
    queue.end(host: "a")
    #expect(drain(&queue) == [4])
  }

  @Test func `a host with a long line does not keep others waiting`() {
    var queue = AdmissionQueue(maxTotal: 2, maxPerHost: 2)
    for id in 0..<1000 { queue.enter(UInt64(id), host: "busy") }
    queue.enter(5000, host: "quiet")
    #expect(drain(&queue) == [0, 5000])
  }

  @Test func `who leaves the line is not started`() {
    var queue = AdmissionQueue(maxTotal: 1, maxPerHost: 1)
    for id in 1...3 { queue.enter(UInt64(id), host: "a") }
    queue.leave(2, host: "a")
    #expect(drain(&queue) == [1])
    queue.end(host: "a")
    #expect(drain(&queue) == [3])
    queue.enter(4, host: "b")
    queue.leave(4, host: "b")
    queue.end(host: "a")
    #expect(drain(&queue) == [])
  }

  @Test(arguments: [(1, 1), (7, 2), (32, 3)])
  func `everyone gets a turn and no bound is passed`(total: Int, perHost: Int) {
    var queue = AdmissionQueue(maxTotal: total, maxPerHost: perHost)
    var hosts: [UInt64: String] = [:]
    var running: [UInt64] = []
    var started: Set<UInt64> = []
    for id in 0..<2000 as Range<UInt64> {
      hosts[id] = "host\(id * 2_654_435_761 % 13)"
      queue.enter(id, host: hosts[id]!)
      running += drain(&queue)
      if id % 3 == 0, !running.isEmpty { finish() }
    }
    while !running.isEmpty { finish() }
    #expect(started.count == 2000)

    func finish() {
      #expect(running.count <= total)
      #expect(Dictionary(grouping: running) { hosts[$0]! }.values.allSatisfy { $0.count <= perHost })
      started.formUnion(running)
      queue.end(host: hosts[running.removeFirst()]!)
      running += drain(&queue)
    }
  }

  private func drain(_ queue: inout AdmissionQueue) -> [UInt64] {
    var ids: [UInt64] = []
    while let id = queue.next() { ids.append(id) }
    return ids
  }
}
