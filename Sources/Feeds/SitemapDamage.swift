// What was left out of a sitemap, counted by kind.

internal import Markup

/// Counts of what could not be taken.
struct SitemapDamage {
  var badAddresses = 0
  var withoutAddress = 0
  var badDates = 0
  var leftOut = 0

  /// One entry for each kind that was met.
  var repairs: [Repair] {
    [
      ("bad-address", "An entry whose address is none of http or https was left out.", badAddresses),
      ("no-address", "An entry without an address was left out.", withoutAddress),
      ("bad-date", "A date that cannot be read or does not exist was dropped.", badDates),
      ("too-many-entries", "Entries after \(SitemapReader.mostEntries) were left out.", leftOut),
    ].compactMap { code, detail, count in
      count > 0 ? Repair(code: code, detail: detail, count: count) : nil
    }
  }
}
