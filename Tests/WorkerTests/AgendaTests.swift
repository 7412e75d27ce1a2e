// Who is asked next, without a clock: limits, order, and that nobody starves.
import Testing

@testable import Worker

@Suite struct AgendaTests {
  private static func agenda(
    asking: Int = 100, perHost: Int = 100, spacing: Int = 0, inHand: Int? = nil, pace: StartPace? = nil
  ) -> Agenda {
    var limits = Agenda.Limits(asking: asking, perHost: perHost, hostSpacing: spacing)
    if let inHand { limits.inHand = inHand }
    return Agenda(limits: limits, pace: pace)
  }

  private static func all(_ agenda: inout Agenda, _ now: Int64) -> [Int] {
    var out: [Int] = []
    while let source = agenda.next(now) { out.append(source) }
    return out
  }

  @Test func `sources come out in the order in which they are due, and none before its time`() {
    var agenda = Self.agenda()
    for (source, due) in [50, 10, 40, 11, 30, 20, 60].enumerated() {
      agenda.insert(source, host: source % 3, due: Int64(due))
    }
    #expect(agenda.wakeTime(0) == 10)
    #expect(agenda.next(9) == nil)
    #expect(Self.all(&agenda, 40) == [1, 3, 5, 4, 2])
    #expect(agenda.wakeTime(40) == 50)
  }

  @Test func `a host at its limit keeps only its own sources waiting`() {
    var agenda = Self.agenda(perHost: 2)
    for source in 0..<5 { agenda.insert(source, host: 0, due: 0) }
    agenda.insert(5, host: 1, due: 7)
    #expect(Self.all(&agenda, 7) == [0, 1, 5])
    #expect(agenda.wakeTime(7) == nil)
    agenda.asked(1)
    #expect(agenda.wakeTime(7) == 7)
    #expect(Self.all(&agenda, 7) == [2])
  }

  @Test func `starts at one host keep their distance, of whichever source, while others go ahead`() {
    var agenda = Self.agenda(spacing: 1000)
    for source in 0..<3 { agenda.insert(source, host: 0, due: 0) }
    agenda.insert(3, host: 1, due: 500)
    #expect(Self.all(&agenda, 0) == [0])
    #expect(agenda.wakeTime(0) == 500)
    agenda.asked(0)
    agenda.insert(0, host: 0, due: 1)  // asked again already: after those that have waited longer
    #expect(Self.all(&agenda, 999) == [3])
    #expect(agenda.wakeTime(999) == 1000)
    #expect(Self.all(&agenda, 1000) == [1])
    #expect(Self.all(&agenda, 2000) == [2])
    #expect(Self.all(&agenda, 3000) == [0])
  }

  @Test func `reading on takes no connection, but there is a bound to it`() {
    var agenda = Self.agenda(asking: 2, inHand: 4)
    for source in 0..<9 { agenda.insert(source, host: source, due: 0) }
    #expect(Self.all(&agenda, 0) == [0, 1])
    agenda.asked(0)
    agenda.asked(1)
    #expect(Self.all(&agenda, 0) == [2, 3])
    agenda.asked(2)
    agenda.asked(3)
    #expect(agenda.next(0) == nil)
    #expect(agenda.wakeTime(0) == nil)
    #expect((agenda.asking, agenda.inHand) == (0, 4))
    agenda.ended(1)
    #expect(Self.all(&agenda, 0) == [4])
  }

  @Test func `an end may come at any time, and twice, and gives back what was taken once`() {
    var agenda = Self.agenda(asking: 1)
    agenda.ended(3)
    agenda.asked(3)
    for source in 0..<3 { agenda.insert(source, host: 0, due: 0) }
    #expect(agenda.next(0) == 0)
    agenda.ended(0)  // failed before it was asked
    agenda.ended(0)
    agenda.asked(0)
    #expect((agenda.asking, agenda.inHand) == (0, 0))
    agenda.ended(1)  // taken out of the settings while it waits
    #expect(agenda.next(0) == 2)
    agenda.insert(2, host: 5, due: 9)  // asked again elsewhere, without having been ended
    #expect((agenda.asking, agenda.inHand) == (0, 0))
    agenda.insert(2, host: 6, due: 4)
    #expect(agenda.wakeTime(0) == 4)
    #expect(Self.all(&agenda, 9) == [2])
  }

  @Test func `ten thousand overdue sources start at their pace, after a start and after a sleep`() {
    var agenda = Self.agenda(asking: 32, pace: StartPace(burst: 32, perSecond: 67))
    for source in 0..<10_000 { agenda.insert(source, host: source, due: -1_000_000) }
    var now: Int64 = 0
    var starts: [Int64] = []
    func drain() {
      while let source = agenda.next(now) {
        starts.append(now)
        agenda.ended(source)
      }
    }
    while starts.count < 5000 {
      drain()
      now = agenda.wakeTime(now)!
    }
    now += 3 * 3_600_000
    while starts.count < 10_000 {
      drain()
      if let wake = agenda.wakeTime(now) { now = wake }
    }
    #expect(starts.count { $0 == 0 } == 32)
    for index in starts.indices.dropFirst(100) { #expect(starts[index] - starts[index - 100] >= 1000) }
    // Nor is it slower than it need be.
    #expect(starts[4999] <= (5000 - 32) * 1000 / 67 + 1000)
  }

  @Test func `a pace is kept to the millisecond, and is full again after a while`() {
    var pace = StartPace(burst: 2, perSecond: 10)
    #expect([pace.take(0), pace.take(0), pace.take(0)] == [true, true, false])
    #expect(pace.next(0) == 100)
    #expect([pace.take(99), pace.take(100), pace.take(100)] == [false, true, false])
    #expect([pace.take(1_000_000), pace.take(1_000_000), pace.take(1_000_000)] == [true, true, false])
    #expect(pace.next(.max / 2) == .max / 2)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `whatever happens, no limit is exceeded, the first due goes first, and nobody starves`(seed: UInt64) {
    var random = Random(seed: seed)
    let limits = (asking: random.below(6) + 1, perHost: random.below(3) + 1, spacing: random.below(3) * 50)
    let inHand = limits.asking + random.below(8)
    var agenda = Self.agenda(
      asking: limits.asking, perHost: limits.perHost, spacing: limits.spacing, inHand: inHand,
      pace: seed % 2 == 0 ? StartPace(burst: 3, perSecond: 50) : nil)
    var waiting: [Int: (host: Int, due: Int64)] = [:]
    var asking: [Int: Int] = [:]
    var reading: Set<Int> = []
    var lastStart: [Int: Int64] = [:]
    var now: Int64 = 0
    var started = 0
    for source in 0..<60 {
      // Half of them at one host.
      waiting[source] = (source % 2 == 0 ? 0 : random.below(12), Int64(random.below(2000)))
      agenda.insert(source, host: waiting[source]!.host, due: waiting[source]!.due)
    }
    func mayStart(_ host: Int) -> Bool {
      asking.values.count { $0 == host } < limits.perHost
        && now - (lastStart[host] ?? -1_000_000) >= Int64(limits.spacing)
    }
    for _ in 0..<5000 {
      switch random.below(4) {
      case 0:
        if let source = asking.keys.sorted().randomElement(using: &random) {
          agenda.asked(source)
          asking[source] = nil
          reading.insert(source)
        }
      case 1:
        if let source = (asking.keys.sorted() + reading.sorted()).randomElement(using: &random) {
          asking[source] = nil
          reading.remove(source)
          waiting[source] = (source % 2 == 0 ? 0 : random.below(12), now + Int64(random.below(1000)))
          agenda.insert(source, host: waiting[source]!.host, due: waiting[source]!.due)
        }
      case 2: now += Int64(random.below(40))
      default:
        guard let source = agenda.next(now) else { break }
        let place = waiting[source]!
        #expect(place.due <= now)
        #expect(mayStart(place.host))
        // None that might have started has waited longer.
        #expect(!waiting.values.contains { $0.due < place.due && mayStart($0.host) })
        waiting[source] = nil
        asking[source] = place.host
        lastStart[place.host] = now
        started += 1
        #expect(asking.count <= limits.asking)
        #expect(asking.count + reading.count <= inHand)
      }
      #expect((agenda.asking, agenda.inHand) == (asking.count, asking.count + reading.count))
      if let wake = agenda.wakeTime(now) { #expect(wake >= now) }
    }
    #expect(started > 100)
    // Let all end: everyone that waits is started, at the times that are told.
    for source in Array(asking.keys) + Array(reading) { agenda.ended(source) }
    while let wake = agenda.wakeTime(now) {
      now = wake
      guard let source = agenda.next(now) else { continue }
      waiting[source] = nil
      agenda.ended(source)
    }
    #expect(waiting.isEmpty)
  }

  /// Numbers that are the same in every run.
  private struct Random: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state &* 0x2545_F491_4F6C_DD1D
    }

    mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % bound }
  }
}
