// When an article was published: the page's own statements, the most reliable first.

internal import Markup
internal import News

struct PageDates {
  private(set) var published: WrittenDate?
  private(set) var origin: String?
  private(set) var updated: WrittenDate?

  private static let publishedNames = [
    "article:published_time", "og:article:published_time", "og:published_time", "og:pubdate", "datepublished",
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
  private static let updatedNames = [
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified",
    "dc.date.modified", "og:article:modified_time", "modified_time", "revised", "date.modified",
  ]

  init(
    _ outline: PageOutline, _ facts: PageFacts, article: LenientJSON?, url: WebAddress?, headline: Int?,
    body: Range<Int>
  ) {
    let tree = outline.tree
    var candidates: [(WrittenDate, String)] = []
    func offer(_ text: String?, _ origin: String) {
      guard let text, !text.isEmpty, let date = WildDate.parse(text), Self.isPlausible(date) else { return }
      candidates.append((date, origin))
    }
    offer(article?["datePublished"]?.string, "json-ld")
    if candidates.isEmpty { offer(article?["dateCreated"]?.string, "json-ld") }
    offer(facts.first(["article:published_time", "og:article:published_time"]), "article:published_time")
    if let first = candidates.first {
      var best = first
      // Where JSON-LD and OpenGraph disagree on the day the earlier one is the publication, unless it is day-only.
      if candidates.count > 1, candidates[1].0.hasTime, candidates[1].0.instant.days < best.0.instant.days - 1 {
        best = candidates[1]
      }
      published = best.0
      origin = best.1
    }
    if published == nil {
      for object in facts.linked.objects where candidates.isEmpty {
        offer(object["datePublished"]?.string ?? object["uploadDate"]?.string, "json-ld")
      }
      for (name, node) in facts.properties where name == "datepublished" || name == "datecreated" {
        offer(Self.stamp(tree, node), "itemprop")
      }
      for name in Self.publishedNames { offer(facts.meta[name]?.first, name) }
      if candidates.isEmpty { Self.marked(outline).forEach { offer($0, "marked date") } }
      if candidates.isEmpty { offer(Self.day(in: url), "url") }
      if candidates.isEmpty { offer(Self.day(in: facts.canonical.flatMap { WebAddress($0) }), "url") }
      if candidates.isEmpty { Self.firstTimes(outline, facts).forEach { offer($0, "time") } }
      if candidates.isEmpty {
        candidates += VisibleDate.find(outline, headline: headline, body: body).filter { Self.isPlausible($0) }.map {
          ($0, "text")
        }
      }
      published = candidates.first?.0
      origin = candidates.first?.1
    }
    for text in [article?["dateModified"]?.string, facts.first(Self.updatedNames)] {
      guard updated == nil, let text, let date = WildDate.parse(text), Self.isPlausible(date) else { continue }
      updated = date
    }
    if published == nil, let updated {
      published = updated
      origin = "modified"
    }
  }

  /// Not before the web, not in the far future; a clock is not at hand, so "future" is generous.
  private static func isPlausible(_ date: WrittenDate) -> Bool {
    let year = CivilDate(date.instant).year
    return year >= 1995 && year <= 2040
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

  /// Elements whose names say that they hold the date of publication.
  private static func marked(_ outline: PageOutline) -> [String] {
    let tree = outline.tree
    var out: [String] = []
    for index in tree.nodes.indices where tree.nodes[index].tag != .text {
      let isTime = tree.nodes[index].tag == .time
      guard isTime || outline.meanings[index].contains(.date) else { continue }
      let names =
        ((tree.string(.class, of: index) ?? "") + " " + (tree.string(.id, of: index) ?? "")
        + (tree.string(.itemprop, of: index) ?? "")).lowercased()
      guard
        names.contains("publi") || names.contains("posted") || names.contains("entry-date")
          || names.contains("post-date")
          || names.contains("article-date")
      else { continue }
      if names.contains("update") || names.contains("modified") { continue }
      if let text = stamp(tree, index) { out.append(text) }
      if out.count > 3 { break }
    }
    return out
  }

  private static func firstTimes(_ outline: PageOutline, _ facts: PageFacts) -> [String] {
    facts.times.filter { !outline.isInside($0, reasons: ["related", "comments", "aside", "footer", "navigation"]) }
      .prefix(3)
      .compactMap { stamp(outline.tree, $0) }
  }

  /// `/2026/11/21/` or `/2026-11-21` or `/20261121` in an address.
  private static func day(in url: WebAddress?) -> String? {
    guard let path = url?.path else { return nil }
    var groups: [(value: Int, digits: Int)] = []
    var value = 0
    var digits = 0
    for byte in Array(path.utf8) + [47] {
      if byte >= 48, byte <= 57, digits < 9 {
        value = value * 10 + Int(byte - 48)
        digits += 1
        continue
      }
      if digits > 0 { groups.append((value, digits)) }
      if byte != 47, byte != 45, byte != 95, byte != 46 { groups.append((0, 0)) }
      value = 0
      digits = 0
    }
    for index in groups.indices {
      let group = groups[index]
      if group.digits == 8,
        let date = CivilDate(year: group.value / 10000, month: group.value / 100 % 100, day: group.value % 100),
        (1995...2040).contains(date.year)
      {
        return date.dayText
      }
      guard group.digits == 4, index + 2 < groups.count, (1995...2040).contains(group.value),
        (1...2).contains(groups[index + 1].digits), (1...2).contains(groups[index + 2].digits),
        let date = CivilDate(year: group.value, month: groups[index + 1].value, day: groups[index + 2].value)
      else { continue }
      return date.dayText
    }
    return nil
  }
}
