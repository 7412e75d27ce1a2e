// How often a source publishes, as far as its entries' dates tell.
internal import News

/// The pace of a source.
enum PublishingRhythm {
  /// The mean gap between the latest entries' publication times, in seconds; nil for fewer than three dated entries.
  static func meanGap(of entries: [FeedEntry]) -> Int? {
    let times = entries.compactMap { ($0.published ?? $0.updated)?.instant }.sorted().suffix(20)
    guard times.count >= 3, let first = times.first, let last = times.last, last > first else { return nil }
    return Int((last.seconds - first.seconds) / Int64(times.count - 1))
  }
}
