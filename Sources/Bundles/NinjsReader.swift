// An item and its neighbours back to the article they were made of.
internal import News

/// Reads what ``NinjsItem`` and ``ProvenanceFile`` wrote.
enum NinjsReader {
  /// The bundle of parsed files. Times are whole seconds; what was stripped for safety stays stripped.
  static func bundle(
    path: String, item: JSONValue, html: String, text: String, provenance: JSONValue?
  ) throws(ShapeFailure) -> StoredBundle {
    func need<T>(_ value: T?, _ what: String) throws(ShapeFailure) -> T {
      guard let value else { throw ShapeFailure(message: "has no readable \(what)") }
      return value
    }
    func id(_ role: String) -> String? { item.all("altIds", "role", role).first?["value"]?.text }

    let publisher = item.all("infoSources", "role", "publisher").first
    let stories = item.all("altIds", "role", "story")
    guard stories.count == 1 else { throw ShapeFailure(message: "has \(stories.count) stories; it should have one") }
    let reading = provenance?["article"]
    let body = ArticleBody(
      html: html, text: text,
      origin: reading?["bodyOrigin"]?.text.flatMap { ArticleBody.Origin(rawValue: $0) } ?? .none,
      confidence: reading?["confidence"]?.number ?? 0, reason: reading?["bodyReason"]?.text)
    var article = Article(
      id: try need(item["uri"]?.text.flatMap { ArticleID($0) }, "uri"),
      version: try need(item["version"]?.text.flatMap { Int($0) }, "version"),
      source: try need(publisher?["literal"]?.text.flatMap { SourceName($0) }, "source name"),
      outlet: try need(publisher?["name"]?.text, "publisher"),
      title: try need(item["headlines"]?.elements.first?["value"]?.text, "headline"), body: body,
      fetched: try need(item["versionCreated"]?.text.flatMap { Instant(rfc3339: $0) }, "versionCreated"))
    article.guid = id("guid")
    article.url = id("originalUrl").flatMap { WebAddress($0) }
    article.canonicalURL = id("canonicalUrl").flatMap { WebAddress($0) }
    article.summary = item.all("descriptions", "role", "summary").first?["value"]?.text
    article.authors = item.all("people", "rel", "author").compactMap { $0["name"]?.text }
    article.categories = (item["subjects"]?.elements ?? []).compactMap { $0["literal"]?.text }
    article.published = ProvenanceFile.date(reading?["published"]?.text ?? item["contentCreated"]?.text)
    article.updated = ProvenanceFile.date(reading?["updated"]?.text)
    article.language = item["language"]?.text.flatMap { LanguageTag($0) }
    article.paywalled = reading?["paywalled"]?.flag ?? false
    for rendition in item["renditions"]?.elements ?? [] {
      guard let url = rendition["href"]?.text else { continue }
      if rendition["name"]?.text == "lead-image" {
        article.image = ArticleImage(url: url, caption: rendition["title"]?.text)
      } else {
        let length = rendition["sizeInBytes"]?.integer.map { Int64($0) }
        article.enclosures.append(Enclosure(url: url, type: rendition["contentType"]?.text, length: length))
      }
    }

    var relation = Relation.new
    var match: ArticleID?
    for candidate in Relation.allCases {
      guard let rel = candidate.association, let found = item.all("associations", "rel", rel).first else { continue }
      relation = candidate
      match = found["uri"]?.text.flatMap { ArticleID($0) }
    }
    return StoredBundle(
      path: path, article: article, story: try need(stories[0]["value"]?.text.flatMap { StoryID($0) }, "story"),
      storyName: item.all("associations", "rel", "story").first?["name"]?.text ?? "", relation: relation, match: match,
      fetch: provenance.flatMap { ProvenanceFile.record($0) },
      contentHash: id("contentHash").map { $0.hasPrefix("sha256:") ? String($0.dropFirst(7)) : $0 })
  }
}
