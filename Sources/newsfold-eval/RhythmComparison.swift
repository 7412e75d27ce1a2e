// How long articles wait to be found, and how many polls that costs: formulae beside each other on the same sources.

/// What a formula comes to on sources of one kind.
struct RhythmResult: Codable {
  var formula: String
  var process: String
  /// Minutes from an article's publication to the poll that finds it.
  var meanDelay: Double
  var delay95: Double
  /// A source and a day.
  var polls: Double
  fileprivate var delays: [Double] = []

  private enum CodingKeys: String, CodingKey { case formula, process, meanDelay, delay95, polls }

  fileprivate init(formula: String, process: String, delays: [Double], polls: Double) {
    self.formula = formula
    self.process = process
    self.delays = delays.sorted()
    self.polls = polls
    meanDelay = delays.isEmpty ? 0 : delays.reduce(0, +) / Double(delays.count) / 60
    delay95 = delays.isEmpty ? 0 : self.delays[Int(Double(delays.count - 1) * 0.95)] / 60
  }
}

/// Polls the same sources by each formula.
struct RhythmComparison {
  /// Entries a feed holds.
  static let entries = 20
  static let days = 28.0
  private let sources: [(process: PublishingProcess, articles: [Double])]

  /// As many sources of each kind as its share of a hundred, times `scale`.
  init(seed: UInt64, scale: Int) {
    var chance = SeededChance(seed)
    sources = PublishingProcess.allCases.flatMap { process in
      (0..<process.share * scale).map { _ in
        (process, process.articles(from: -60 * 86_400, to: Self.days * 86_400, &chance))
      }
    }
  }

  /// All formulae, and last a fixed interval that costs as many polls in all as Newsfold's.
  func results() -> [RhythmResult] {
    var out = RhythmFormula.all.flatMap(results)
    if let polls = out.last?.polls, polls > 0 { out += results(of: .fixed(86_400 / polls)) }
    return out
  }

  private func results(of formula: RhythmFormula) -> [RhythmResult] {
    var all: (delays: [Double], polls: Int) = ([], 0)
    var out: [RhythmResult] = []
    for process in PublishingProcess.allCases {
      var one: (delays: [Double], polls: Int) = ([], 0)
      for (index, source) in sources.enumerated() where source.process == process {
        let phase = Double(index * 37 % 100) / 100
        poll(source.articles, formula.make(), phase: phase, &one.delays, &one.polls)
      }
      out.append(
        RhythmResult(
          formula: formula.name, process: process.rawValue, delays: one.delays,
          polls: Double(one.polls) / Double(sources.count { $0.process == process }) / Self.days))
      all.delays += one.delays
      all.polls += one.polls
    }
    out.append(
      RhythmResult(
        formula: formula.name, process: "all", delays: all.delays,
        polls: Double(all.polls) / Double(sources.count) / Self.days))
    return out
  }

  private func poll(
    _ articles: [Double], _ wait: (RhythmView) -> Double, phase: Double, _ delays: inout [Double], _ polls: inout Int
  ) {
    var time = phase * 1800
    var last: Double?
    var found = 0
    while time < Self.days * 86_400 {
      var there = found
      while there < articles.count, articles[there] <= time {
        if last != nil { delays.append(time - articles[there]) }
        there += 1
      }
      polls += 1
      let first = max(0, there - Self.entries)
      let view = RhythmView(
        now: time, dates: articles[first..<there], new: articles[max(found, first)..<there],
        elapsed: last.map { time - $0 })
      found = there
      last = time
      time += max(60, wait(view))
    }
  }
}
