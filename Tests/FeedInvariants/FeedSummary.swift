// All of a feed in a form that can be compared.

import Feeds
import Markup
import News

/// What a feed says, so that two readings can be held against each other.
struct FeedSummary: Equatable {
  private let entries: [FeedEntry]
  private let repairs: [Repair]
  private let dates: [WrittenDate?]
  private let texts: [String?]
  private let numbers: [Int?]

  init(_ feed: Feed) {
    entries = feed.entries + [feed.cutEntry].compactMap(\.self)
    repairs = feed.repairs
    dates = [feed.updated]
    texts =
      [
        feed.format.rawValue, feed.version, feed.title, feed.link, feed.language?.description, feed.selfAddress,
        feed.statedLanguage,
      ]
      + feed.hubs
    numbers =
      [feed.ttlMinutes, feed.updatePeriodSeconds, feed.truncated ? 1 : 0, feed.skipHours.count] + feed.skipHours
      + feed.skipDays
  }
}
