// An entry being put together: candidates for each field, and which of them wins.

internal import Markup
internal import News

/// What was found within an item or entry.
struct EntryDraft {
  var entry = FeedEntry()
  /// The text of RSS's `link` or the address of Atom's alternate link, as written, with its base.
  var link: WrittenAddress?
  /// How good the link is: 0 for RSS's own, 1 for a page, 2 for something else.
  var linkRank = 0
  /// An address that is only taken where there is no link: a guid that is one, `rdf:about`, the source of the content.
  var fallbackLink: WrittenAddress?
  /// What an empty link resolves to: the feed itself, and so no article's address.
  var emptyLink: String?
  /// RSS 1.0's name for the item.
  var about: String?
  /// A title that has no text, only a picture.
  var pictureTitle: String?
  var fallbackTitle: String?
  var fallbackSummary: String?
  /// Which of the two elements the summary is from, and what the other one said.
  var summaryElement: FeedElement?
  var secondSummary: String?
  var fallbackIdentifier: String?
  var created: WrittenDate?
  var date: WrittenDate?
  /// The authors of the feed an entry was taken from: its own, where it names none (RFC 4287 section 4.2.1).
  var sourceAuthors: [String] = []
  /// Elements met, so that an empty one is no entry.
  var isEmpty = true

  /// The entry with all candidates decided; nil where nothing was said.
  func finished(inheriting authors: [String], language: LanguageTag?) -> FeedEntry? {
    guard !isEmpty else { return nil }
    var entry = entry
    let address = link ?? fallbackLink
    if let address {
      let resolved = address.resolved
      entry.url = WebAddress(resolved)
      if entry.url == nil, !resolved.isEmpty { entry.unresolvedLink = resolved }
    }
    if address == nil { entry.unresolvedLink = emptyLink }
    entry.guid = entry.guid ?? about ?? fallbackIdentifier
    entry.title = entry.title ?? fallbackTitle
    // Of a description and a summary the second is taken for the content where there is none.
    if entry.contentHTML == nil, entry.summaryHTML != secondSummary { entry.contentHTML = secondSummary }
    if entry.summaryHTML == nil, entry.contentHTML != fallbackSummary { entry.summaryHTML = fallbackSummary }
    if entry.summaryHTML == nil, entry.contentHTML == nil { entry.summaryHTML = pictureTitle }
    entry.published = entry.published ?? date ?? created
    entry.updated = entry.updated ?? date
    if entry.authors.isEmpty { entry.authors = sourceAuthors.isEmpty ? authors : sourceAuthors }
    entry.language = entry.language ?? language
    return entry
  }

  /// Adds a name that is not there yet.
  mutating func add(author: String) {
    if entry.authors.count < 200, !entry.authors.contains(author) { entry.authors.append(author) }
  }

  /// Adds a term that is not there yet.
  mutating func add(category: String) {
    if entry.categories.count < 200, !entry.categories.contains(category) { entry.categories.append(category) }
  }

  /// Adds a media file; one that is there already only gains what it lacked.
  mutating func add(enclosure: Enclosure) {
    guard let at = entry.enclosures.firstIndex(where: { $0.url == enclosure.url }) else {
      if entry.enclosures.count < 200 { entry.enclosures.append(enclosure) }
      return
    }
    entry.enclosures[at].type = entry.enclosures[at].type ?? enclosure.type
    entry.enclosures[at].length = entry.enclosures[at].length ?? enclosure.length
  }
}
