// Which of an index's sitemaps are asked, and in which order: pure, table-tested.
internal import Feeds
internal import News

/// Chooses among sitemaps.
enum SitemapChoice {
  /// What is expected of a sitemap that is due.
  private enum Kind: Int, CaseIterable {
    /// It held news when it was last asked.
    case news
    /// The index says that it has changed.
    case changed
    /// It was never asked.
    case new
    /// It has rested.
    case rested

    /// How many of them are taken in turn.
    var share: Int { self == .news ? 2 : 1 }
  }

  /// Those that may hold news, each once, the latest first; those of which the index says no date behind them in its own
  /// order.
  static func wanted(_ children: [SitemapChild], at now: Instant) -> [SitemapChild] {
    var met: Set<WebAddress> = []
    return children.filter { child in child.lastModified.map { SitemapMemory.newsEnd(of: $0) >= now } ?? true }
      .enumerated().sorted { a, b in
        let (one, other) = (a.element.lastModified?.instant, b.element.lastModified?.instant)
        if let one, let other, one != other { return one > other }
        if (one == nil) != (other == nil) { return one != nil }
        return a.offset < b.offset
      }.map(\.element).filter { met.insert($0.url).inserted }
  }

  /// Those of the wanted ones that are due, in the order in which they are asked. However few of them are asked, and
  /// however many there are of one kind, each has its turn: the kinds alternate, and within a kind the one that was asked
  /// longest ago is the first.
  static func due(_ wanted: [SitemapChild], _ memories: [WebAddress: SitemapMemory], at now: Instant) -> [SitemapChild]
  {
    var queues: [[(asked: Instant, child: SitemapChild)]] = Kind.allCases.map { _ in [] }
    for child in wanted {
      guard let memory = memories[child.url] else {
        queues[Kind.new.rawValue].append((now, child))
        continue
      }
      guard memory.isDue(stamp: child.lastModifiedText, at: now) else { continue }
      let kind: Kind =
        memory.holdsNews(at: now) ? .news : memory.stamp != child.lastModifiedText ? .changed : .rested
      queues[kind.rawValue].append((memory.asked, child))
    }
    let ordered = queues.map { queue in
      queue.enumerated().sorted { ($0.element.asked, $0.offset) < ($1.element.asked, $1.offset) }.map(\.element.child)
    }
    return alternating(ordered)
  }

  private static func alternating(_ queues: [[SitemapChild]]) -> [SitemapChild] {
    var out: [SitemapChild] = []
    var taken = queues.map { _ in 0 }
    while out.count < queues.reduce(0, { $0 + $1.count }) {
      for kind in Kind.allCases {
        let queue = queues[kind.rawValue].dropFirst(taken[kind.rawValue]).prefix(kind.share)
        out += queue
        taken[kind.rawValue] += queue.count
      }
    }
    return out
  }
}
