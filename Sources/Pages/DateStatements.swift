// What the head of a page and its markup state about its dates, apart from JSON-LD's article.

internal import Markup
internal import News

enum DateStatements {
  /// Names of meta elements that state the day of publication, the surest first.
  static let published = [
    "og:article:published_time", "og:published_time", "og:pubdate", "datepublished",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date.published", "dc.date",
    "dcterms.date", "dc.date.created", "dcterms.created", "publishdate", "publish-date", "publish_date", "pubdate",
    "publication_date", "publicationdate", "publication-date", "article.published", "article:published",
    "published_time", "published-time", "published_at", "cxenseparse:recs:publishtime", "citation_publication_date",
    "citation_date", "citation_online_date", "shareaholic:article_published_time", "rnews:datepublished",
    "article_date_original", "articledate", "originalpublicationdate", "ptime", "displaydate", "timestamp", "date",
    "last-modified-original", "datecreated", "bt:pubdate", "article:post_date", "dateposted", "release_date",
    "article.created", "created", "creation_date", "date_published", "datepublication", "vf:date_published",
    "dc:date", "dc.terms.issued", "page.dtmcontent", "weibo:article:create_at", "og:release_date",
    "article-publication-date", "video:release_date", "time",
  ]
  /// Those of them that often hold the day of a change or of printing.
  static let weak: Set<String> = [
    "date", "dc.date", "dcterms.date", "dc:date", "dc.date.created", "dcterms.created", "timestamp", "created",
    "creation_date", "datecreated", "article.created", "time",
  ]
  static let updated = [
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "modified_time", "lastmod", "last-modified", "revised", "date.modified", "dateupdate",
  ]

  /// Contents of meta elements whose names are not known but say that they hold the day of publication, by name.
  static func namedLikeDates(_ facts: PageFacts) -> [String] {
    facts.meta.names.filter { name in
      let bytes = Array(name.utf8)
      return bytes.count < 60 && publications.contains { bytes.containsRun($0) }
        && (bytes.containsRun(date) || bytes.containsRun(time)) && !changes.contains { bytes.containsRun($0) }
    }.sorted().compactMap { facts.meta[$0]?.first }
  }

  /// A date with which the title of the window begins or ends, set off by a sign: `… - 11/05/2022 - El Faro`.
  static func inTitle(_ facts: PageFacts, isMonthFirst: Bool) -> WrittenDate? {
    guard let title = facts.windowTitle, title.utf8.contains(where: { (48...57).contains($0) }) else { return nil }
    let parts = title.replacing(" – ", with: " | ").replacing(" - ", with: " | ").split(separator: "|")
    guard parts.count > 1 else { return nil }
    for part in parts {
      let bytes = Array(PageFacts.tidy(String(part)).utf8)
      if let found = WildDate.dates(in: bytes, isMonthFirst: isMonthFirst).first, found.range == 0..<bytes.count {
        return found.date
      }
    }
    return nil
  }

  /// The value of `datePublished` in JSON-LD that is too damaged to be read.
  static func inDamaged(_ blocks: [[UInt8]]) -> String? {
    for block in blocks {
      guard let at = block.firstRun(of: key) else { continue }
      let rest = block[(at + key.count)...].drop { $0 <= 32 || $0 == 58 }
      guard rest.first == 34 else { continue }
      let value = rest.dropFirst().prefix(40).prefix { $0 != 34 }
      if !value.isEmpty { return String(decoding: value, as: UTF8.self) }
    }
    return nil
  }
  private static let key = Array("\"datePublished\"".utf8)

  /// Elements whose names say that they hold the date of publication.
  static func marked(_ outline: PageOutline) -> [String] {
    let tree = outline.tree
    var out: [String] = []
    for index in tree.nodes.indices where tree.nodes[index].tag != .text {
      guard outline.meanings[index].contains(.date) || tree.nodes[index].tag == .time else { continue }
      let names = names(tree, index)
      guard wanted.contains(where: { names.containsRun($0) }), !changes.contains(where: { names.containsRun($0) }),
        !outline.isInside(index, reasons: ["related", "comments"]), let text = stamp(tree, index)
      else { continue }
      out.append(text)
      if out.count > 3 { break }
    }
    return out
  }
  private static let wanted = ["publi", "posted", "entry-date", "post-date", "article-date"].map { Array($0.utf8) }
  private static let publications = ["publi", "pubdate", "pub_date"].map { Array($0.utf8) }
  private static let date = Array("date".utf8)
  private static let time = Array("time".utf8)
  private static let changes = ["updat", "modif", "changed", "expir"].map { Array($0.utf8) }

  /// What an element is called, in lower case.
  static func names(_ tree: HTMLTree, _ node: Int) -> [UInt8] {
    var names: [UInt8] = []
    for attribute in [HTMLAttribute.class, .id, .itemprop] {
      if let value = tree.value(attribute, of: node) { names += value.map { $0 | 32 } + [32] }
    }
    return names
  }

  /// The first `time` elements that are not those of other articles.
  static func times(_ outline: PageOutline, _ facts: PageFacts) -> [String] {
    let tree = outline.tree
    return facts.times.filter { time in
      if outline.isInside(time, reasons: ["related", "comments", "aside", "footer", "navigation"]) { return false }
      let names = names(tree, time) + names(tree, Int(tree.nodes[time].parent))
      return !changes.contains { names.containsRun($0) }
    }.prefix(3).compactMap { stamp(tree, $0) }
  }

  /// What an element says in `datetime`, `content`, `title` or as text.
  static func stamp(_ tree: HTMLTree, _ node: Int) -> String? {
    if tree.nodes[node].tag == .abbr, let title = tree.string(.title, of: node), WildDate.parse(title) != nil {
      return title
    }
    for name in [HTMLAttribute.datetime, .content, .data_datetime, .data_timestamp, .data_time, .data_date] {
      if let value = tree.string(name, of: node), !value.isEmpty { return value }
    }
    let text = tree.plainText(of: node)
    return text.utf8.count <= 80 ? text : nil
  }
}

extension Array where Element == UInt8 {
  /// Where some bytes first occur.
  func firstRun(of other: [UInt8]) -> Int? {
    guard let first = other.first, count >= other.count else { return nil }
    return (0...count - other.count).first { at in
      self[at] == first && self[at..<at + other.count].elementsEqual(other)
    }
  }
}
