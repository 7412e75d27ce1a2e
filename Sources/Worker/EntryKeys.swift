// What an entry is known by within its source, and how an edit of it is noticed.
internal import News

/// Keys of the entries of one poll, in the feed's order.
struct EntryKeys: Sendable, Codable {
  /// The key under which the entry is remembered.
  let key: String
  /// The article it is.
  let article: ArticleID
  /// SHA-256 over what the entry says.
  let digest: [UInt8]
  /// Whether the key is the feed's guid.
  let byGUID: Bool

  /// The keys of a poll's entries; nil for an entry that has neither guid, address nor title, and for a second entry
  /// under the same key.
  ///
  /// A guid that a feed uses for several addresses names none of them: such entries are known by their addresses.
  static func keys(of entries: [FeedEntry], in source: SourceName) -> [EntryKeys?] {
    var addresses: [String: Set<String>] = [:]
    for entry in entries {
      if let guid = entry.guid { addresses[guid, default: []].insert(entry.url?.identityKey ?? "") }
    }
    var taken: Set<String> = []
    return entries.map { entry in
      let guid = entry.guid.flatMap { addresses[$0]!.count == 1 ? $0 : nil }
      let key: String
      let article: ArticleID
      if let guid {
        key = "guid " + guid
        article = ArticleID(source: source, guid: guid)
      } else if let url = entry.url {
        key = "url " + url.identityKey
        article = ArticleID(source: source, canonicalURL: url)
      } else if let title = entry.title, !title.isEmpty {
        key = "title " + Digest.sha256Hex(title.utf8)
        article = ArticleID(source: source, guid: key)
      } else {
        return nil
      }
      guard taken.insert(key).inserted else { return nil }
      return EntryKeys(key: key, article: article, digest: digest(of: entry), byGUID: guid != nil)
    }
  }

  private static func digest(of entry: FeedEntry) -> [UInt8] {
    // The summary counts only where it is all there is: some feeds put a changing comment count or advert into it.
    let parts: [String] = [
      entry.title ?? "", entry.contentHTML ?? entry.summaryHTML ?? "", entry.updated?.description ?? "",
    ]
    return Digest.sha256(Array(parts.joined(separator: "\u{0}").utf8))
  }
}
