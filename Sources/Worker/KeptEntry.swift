// An entry as it is kept until it can be read further: its page could not be had, or one poll does not take on so many.
internal import Bundles
internal import Catalog
internal import Foundation
internal import News

/// A pending entry, with all that is needed to read it on whatever its source answers by then.
struct KeptEntry: Codable {
  /// The source's address: what was met at another is no concern of this one.
  private let home: WebAddress
  private let sheet: Sheet
  private let key: EntryKeys
  private let entry: FeedEntry
  /// The entry as received; beside it, since JSON would spell every byte as a number.
  private let raw: Data

  /// Entries kept for one source; of those beyond, the source is asked again.
  static let most = 5000

  private init(_ item: IdentifiedEntry, of source: Source) {
    home = source.url
    sheet = item.sheet
    key = item.key
    raw = Data(item.entry.raw)
    var entry = item.entry
    entry.raw = []
    self.entry = entry
  }

  /// The rows for the catalogue.
  static func rows(_ items: some Sequence<IdentifiedEntry>, of source: Source) -> [PendingEntry] {
    let encoder = JSONEncoder()
    return items.prefix(most).compactMap { item in
      guard let data = try? encoder.encode(KeptEntry(item, of: source)) else { return nil }
      return PendingEntry(key: item.key.key, value: Array(data))
    }
  }

  /// What the catalogue keeps for a source. A row that cannot be read is left out; it was written by another version.
  static func read(_ rows: [PendingEntry], of source: Source) -> [KeyedEntry] {
    let decoder = JSONDecoder()
    return rows.compactMap { row in
      guard let kept = try? decoder.decode(KeptEntry.self, from: Data(row.value)),
        kept.home.description == source.url.description
      else { return nil }
      var entry = kept.entry
      entry.raw = Array(kept.raw)
      return KeyedEntry(item: ListedEntry(entry: entry, sheet: kept.sheet), key: kept.key)
    }
  }
}
