// The line before the wire: limits in all and a host, turns among hosts, spacing, and leaving early.

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

  /// Who starts when, with a spacing of 10 for every host; each transfer ends as soon as it has started.
  @Test(
    arguments: [
      Line("one after the other", [.enter(1, "a"), .enter(2, "a"), .enter(3, "a")], starts: [1: 0, 2: 10, 3: 20]),
      Line(
        "each host by itself", [.enter(1, "a"), .enter(2, "a"), .enter(3, "b"), .enter(4, "b")],
        starts: [1: 0, 3: 0, 2: 10, 4: 10]),
      Line(
        "what starts late moves all behind it", [.enter(1, "a"), .at(25), .enter(2, "a"), .enter(3, "a")],
        starts: [1: 0, 2: 25, 3: 35]),
      Line(
        "a longer spacing of one's own", [.enter(1, "a"), .enter(2, "a", 30), .enter(3, "a")],
        starts: [1: 0, 2: 30, 3: 40]),
      Line(
        "a spacing of one's own counts from a start that was long ago",
        [.enter(1, "a"), .at(50), .enter(2, "a", 90)], starts: [1: 0, 2: 90]),
      Line("a shorter one changes nothing", [.enter(1, "a"), .enter(2, "a", 3)], starts: [1: 0, 2: 10]),
      Line("the first of a host waits for nobody", [.enter(1, "a", 1000)], starts: [1: 0]),
      Line(
        "who leaves holds up nobody",
        [.enter(1, "a"), .enter(2, "a", 500), .enter(3, "a"), .at(5), .at(6), .leave(2, "a")], starts: [1: 0, 3: 10]),
      Line(
        "who leaves alone is not started", [.enter(1, "a"), .enter(2, "a"), .at(5), .leave(2, "a")],
        starts: [1: 0]),
      Line(
        "who comes after those who left waits as they did",
        [.enter(1, "a"), .enter(2, "a"), .at(5), .leave(2, "a"), .enter(3, "a")], starts: [1: 0, 3: 10]),
    ])
  func `starts of one host keep their distance`(line: Line) {
    var queue = AdmissionQueue(maxTotal: 9, maxPerHost: 9, spacing: 10, memory: 1000)
    var hosts: [UInt64: String] = [:]
    var starts: [UInt64: UInt64] = [:]
    var now: UInt64 = 0
    for event in line.events + [.at(10_000)] {
      switch event {
      case .enter(let id, let host, let spacing):
        hosts[id] = host
        queue.enter(id, host: host, spacing: spacing)
      case .leave(let id, let host): queue.leave(id, host: host)
      case .at(let time):
        run()
        // Nothing may start between the times the line itself names.
        while let next = queue.nextTime, next < time {
          now = next
          run()
        }
        now = time
      }
    }
    #expect(starts == line.starts)
    #expect(queue.nextTime == nil)

    func run() {
      for id in drain(&queue, now: now) {
        starts[id] = now
        queue.end(host: hosts[id]!)
      }
    }
  }

  @Test func `a host that has to wait takes no place from others`() {
    var queue = AdmissionQueue(maxTotal: 2, maxPerHost: 1, spacing: 10)
    for id in 1...100 { queue.enter(UInt64(id), host: "a") }
    #expect(drain(&queue) == [1])
    queue.end(host: "a")
    for id in 101...102 { queue.enter(UInt64(id), host: "host\(id)") }
    #expect(drain(&queue, now: 5) == [101, 102])
    #expect(queue.nextTime == nil)  // no time helps while all places are taken
    #expect(drain(&queue, now: 15) == [])
    queue.end(host: "host101")
    #expect(drain(&queue, now: 15) == [2])
  }

  @Test func `a busy host's next waits for its place and for its time`() {
    var queue = AdmissionQueue(maxTotal: 9, maxPerHost: 1, spacing: 10)
    for id in 1...2 { queue.enter(UInt64(id), host: "a") }
    #expect(drain(&queue) == [1])
    #expect(drain(&queue, now: 50) == [])
    #expect(queue.nextTime == nil)
    queue.end(host: "a")
    #expect(drain(&queue, now: 50) == [2])
  }

  @Test func `hosts that were quiet for long are forgotten`() {
    var starts = RecentStarts(memory: 100)
    for number in 0..<10_000 as Range<UInt64> {
      starts.note("host\(number)", number)
      if number >= 99 { #expect(starts.last("host\(number - 99)") == number - 99) }
    }
    #expect(starts.count <= 200)
    #expect(starts.last("host9999") == 9999)
    #expect(starts.last("host9") == nil)
    starts.remember(for: 1000)
    for number in 10_000..<10_900 as Range<UInt64> { starts.note("host\(number)", number) }
    #expect(starts.last("host10000") == 10_000)
  }

  /// What happens to a line, and who starts when because of it.
  struct Line: CustomTestStringConvertible, Sendable {
    enum Event: Sendable {
      case enter(UInt64, String, UInt64 = 0)
      case leave(UInt64, String)
      case at(UInt64)
    }
    let testDescription: String
    let events: [Event]
    let starts: [UInt64: UInt64]

    init(_ description: String, _ events: [Event], starts: [UInt64: UInt64]) {
      testDescription = description
      self.events = events
      self.starts = starts
    }
  }

  private func drain(_ queue: inout AdmissionQueue, now: UInt64 = 0) -> [UInt64] {
    var ids: [UInt64] = []
    while let id = queue.next(now: now) { ids.append(id) }
    return ids
  }
}
