// A day of many sources on a simulated clock, by the real agenda, policy and rhythm; what must never happen is counted.
import Foundation
import News
import Worker

/// What a simulated day came to.
struct ScheduledDayReport: Codable {
  var sources = 0
  var hosts = 0
  var largestHost = 0
  /// Sources asked.
  var polls = 0
  /// Polls put off because their host had asked to be left alone.
  var held = 0
  var failures = 0
  var articles = 0
  /// Processor time of the day, the loop of the simulation included, its preparation not.
  var cpuSeconds = 0.0
  /// The longest time from a source being due to its being asked, not counting while the machine slept.
  var longestLateness = 0.0
  /// How many sources the host of that source has.
  var latestHostSources = 0
  /// The most starts in any second.
  var mostStarts = 0
  /// What that may be: a full bucket and a second of its refill.
  var allowedStarts = 0
  /// Starts beyond the limit of all connections, of one host, or sooner after another at the host than the spacing.
  var violations = 0
  /// Sources asked before their time.
  var early = 0
  /// Sources asked later than due by more than ten minutes and a spacing for each source of their host, or never.
  var starved = 0

  var isGood: Bool { violations == 0 && early == 0 && starved == 0 && mostStarts <= allowedStarts }
}

/// The simulation. Times are milliseconds from its midnight.
struct ScheduledDay {
  static let connections = 32
  static let perHost = 2
  static let spacing = 1000
  static let bounds = 300...86_400
  static let day: Int64 = 86_400_000
  /// The machine sleeps from three to six in the afternoon.
  static let sleep: ClosedRange<Int64> = 54_000_000...64_800_000
  /// A host answers 429 with Retry-After in the hour from ten.
  static let strained: (host: Int, hours: Range<Int64>) = (2, 36_000_000..<39_600_000)

  private struct Source {
    let name: SourceName
    let host: Int
    let articles: [Double]
    let latency: Int64
    let fails: Bool
    let serverSeconds: Int?
    var rhythm: PublishingRhythm?
    var found: Int
    var failures = 0
    var due: Int64 = 0
    /// When its last good answer came.
    var answered: Int64
    var polls = 0
  }

  private struct Host {
    var sources = 0
    var asking = 0
    var lastStart: Int64 = -1_000_000
    var heldUntil: Int64 = 0
  }

  private let policy = SchedulePolicy(shortest: bounds.lowerBound, longest: bounds.upperBound, jitter: 0.1)
  private var agenda: Agenda
  private var sources: [Source] = []
  private var hosts: [Host] = []
  private var events = EventQueue()
  private var startsBySecond: [Int32]
  private var report = ScheduledDayReport()

  /// As many sources as told, each with a week behind it, an hour after the worker was stopped.
  init(sources count: Int, seed: UInt64) {
    var chance = SeededChance(seed)
    let refill = max(10, 2 * count / Self.bounds.lowerBound)
    agenda = Agenda(
      limits: Agenda.Limits(asking: Self.connections, perHost: Self.perHost, hostSpacing: Self.spacing),
      pace: StartPace(burst: Self.connections, perSecond: refill))
    report.allowedStarts = Self.connections + refill
    startsBySecond = Array(repeating: 0, count: Int(Self.day / 1000) + 1)
    let mix = PublishingProcess.allCases.flatMap { Array(repeating: $0, count: $0.share) }
    for index in 0..<count {
      let host = Self.host(of: index, count)
      while hosts.count <= host { hosts.append(Host()) }
      hosts[host].sources += 1
      let articles = mix[Int(chance.next() % 100)].articles(from: -604_800, to: 86_400, &chance)
      // Large hosts are quick; of the small, some are slow, and some never answer.
      let kind = host < 20 ? 1 : chance.fraction()
      let latency = kind < 0.01 ? 30_000 : kind < 0.04 ? 5000 + chance.fraction() * 15_000 : 50 + chance.wait(200)
      let found = articles.firstIndex { $0 > -3600 } ?? articles.count
      var source = Source(
        name: SourceName("source-\(index)")!, host: host, articles: articles, latency: Int64(latency),
        fails: kind < 0.03, serverSeconds: chance.fraction() < 0.2 ? 900 + Int(chance.fraction() * 6300) : nil,
        rhythm: PublishingRhythm(
          dates: articles[max(0, found - RhythmComparison.entries)..<found].map(RhythmFormula.instant),
          entries: min(RhythmComparison.entries, found), now: RhythmFormula.instant(-3600)), found: found,
        answered: -3_600_000)
      source.due = Int64((source.rhythm?.intervalSeconds(at: RhythmFormula.instant(0)) ?? 1800) * 1000)
      source.due = Int64(Double(min(source.due, Self.day)) * chance.fraction()) - 3_600_000
      sources.append(source)
      agenda.insert(index, host: host, due: source.due)
    }
    report.sources = count
    report.hosts = hosts.count
    report.largestHost = hosts.map(\.sources).max() ?? 0
  }

  /// The first of 20 hosts has a twentieth of all sources, the next less, and so on; half of all have one of their own.
  private static func host(of index: Int, _ count: Int) -> Int {
    var first = 0
    for host in 0..<20 {
      first += count / 20 * 2 / (host + 2)
      if index < first { return host }
    }
    return index < count / 2 ? 20 + (index - first) / 5 : 20 + (count / 2 - first) / 5 + 1 + (index - count / 2)
  }

  /// Runs the day.
  mutating func run() -> ScheduledDayReport {
    let began = Self.cpuSeconds
    var now: Int64 = 0
    while now < Self.day {
      while let event = events.popFirst(until: now) {
        if event.isEnd { end(event.source, now) } else { answer(event.source, now) }
      }
      while let source = agenda.next(now) { start(source, now) }
      guard let next = [events.first, agenda.wakeTime(now)].compactMap(\.self).min() else { break }
      now = max(next, now)
      if Self.sleep.contains(now) { now = Self.sleep.upperBound }
    }
    for source in sources where source.polls == 0 && source.due < Self.day - lateness(allowedTo: source) {
      report.starved += 1
    }
    report.cpuSeconds = Self.cpuSeconds - began
    report.mostStarts = Int(startsBySecond.max() ?? 0)
    return report
  }

  private mutating func start(_ index: Int, _ now: Int64) {
    let host = sources[index].host
    let due = sources[index].due
    hosts[host].asking += 1
    if agenda.asking > Self.connections || hosts[host].asking > Self.perHost { report.violations += 1 }
    if now - hosts[host].lastStart < Int64(Self.spacing) { report.violations += 1 }
    if now < due { report.early += 1 }
    hosts[host].lastStart = now
    startsBySecond[Int(now / 1000)] += 1
    // What came due while the machine slept could not be asked before it woke.
    let could = Self.sleep.contains(due) ? Self.sleep.upperBound : max(due, 0)
    let late = now - could
    if late > lateness(allowedTo: sources[index]) { report.starved += 1 }
    if Double(late) / 1000 > report.longestLateness {
      report.longestLateness = Double(late) / 1000
      report.latestHostSources = hosts[host].sources
    }
    sources[index].polls += 1
    events.insert(index, isEnd: false, at: now + (hosts[host].heldUntil > now ? 1 : sources[index].latency))
  }

  private func lateness(allowedTo source: Source) -> Int64 {
    600_000 + Int64(hosts[source.host].sources * Self.spacing)
  }

  /// The source has answered; its articles' pages are read, a second each.
  private mutating func answer(_ index: Int, _ now: Int64) {
    let host = sources[index].host
    hosts[host].asking -= 1
    agenda.asked(index)
    let outcome: SchedulePolicy.Outcome
    var pages = 0
    if hosts[host].heldUntil > now {
      report.held += 1
      outcome = .held(until: RhythmFormula.instant(Double(hosts[host].heldUntil) / 1000))
    } else if host == Self.strained.host, Self.strained.hours.contains(now) {
      report.polls += 1
      report.failures += 1
      hosts[host].heldUntil = now + 900_000
      sources[index].failures += 1
      outcome = .failed(retryAfter: 900)
    } else if sources[index].fails {
      report.polls += 1
      report.failures += 1
      sources[index].failures += 1
      outcome = .failed(retryAfter: nil)
    } else {
      report.polls += 1
      pages = learn(index, now)
      sources[index].failures = 0
      outcome = .answered(serverSeconds: sources[index].serverSeconds)
    }
    let next = policy.next(
      after: outcome, source: sources[index].name, interval: .adaptive(sources[index].rhythm), bounds: Self.bounds,
      failures: sources[index].failures, quiet: QuietTimes(), now: RhythmFormula.instant(Double(now) / 1000))
    sources[index].due = next.due.milliseconds - RhythmFormula.instant(0).milliseconds
    if pages == 0 { end(index, now) } else { events.insert(index, isEnd: true, at: now + Int64(pages) * 1000) }
  }

  private mutating func learn(_ index: Int, _ now: Int64) -> Int {
    let source = sources[index]
    let first = source.found
    var found = first
    while found < source.articles.count, source.articles[found] * 1000 <= Double(now) { found += 1 }
    let seconds = Double(now) / 1000
    let view = RhythmView(
      now: seconds, dates: source.articles[max(0, found - RhythmComparison.entries)..<found],
      new: source.articles[first..<found], elapsed: seconds - Double(source.answered) / 1000)
    sources[index].rhythm.learn(view, at: RhythmFormula.instant(seconds))
    sources[index].found = found
    sources[index].answered = now
    report.articles += found - first
    return found - first
  }

  private mutating func end(_ index: Int, _ now: Int64) {
    agenda.insert(index, host: sources[index].host, due: sources[index].due)
  }

  private static var cpuSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
