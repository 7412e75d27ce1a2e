// A story as an IPTC ninjs 3.1 composite: its members are associations.
internal import News

/// Writes and reads `stories/YYYY/MM/<uuid>.json`.
enum StoryFile {
  static let profile = "newsfold-story-1"

  /// The composite of a story.
  static func json(_ story: StoryDocument) -> JSONValue {
    var associations = story.members.map(member)
    if let target = story.mergedInto {
      associations.append(
        NinjsItem.association("supersededBy", type: "composite", uri: target.urn, name: story.headline))
    }
    return .object([
      "uri": .string(story.id.urn), "type": .string("composite"), "representationType": .string("full"),
      "standard": NinjsItem.standard, "profile": .string(profile),
      "pubStatus": .string(story.mergedInto == nil ? "usable" : "canceled"),
      "firstCreated": NinjsItem.date(story.firstSeen), "versionCreated": NinjsItem.date(story.lastChanged),
      "headlines": .array([NinjsItem.text(story.headline, role: "main")]),
      "associations": .array(associations),
    ])
  }

  /// The story of a composite.
  ///
  /// - Throws: A sentence that names what is missing.
  static func story(_ json: JSONValue) throws(ShapeFailure) -> StoryDocument {
    func need<T>(_ value: T?, _ what: String) throws(ShapeFailure) -> T {
      guard let value else { throw ShapeFailure(message: "has no readable \(what)") }
      return value
    }
    var members: [StoryDocument.Member] = []
    for association in json.all("associations", "rel", "member") {
      members.append(try need(member(association), "member \(association["uri"]?.text ?? "without a uri")"))
    }
    let target = json.all("associations", "rel", "supersededBy").first
    return StoryDocument(
      id: try need(json["uri"]?.text.flatMap { StoryID($0) }, "uri"),
      headline: try need(json["headlines"]?.elements.first?["value"]?.text, "headline"), members: members,
      firstSeen: try need(json["firstCreated"]?.text.flatMap { Instant(rfc3339: $0) }, "firstCreated"),
      lastChanged: try need(json["versionCreated"]?.text.flatMap { Instant(rfc3339: $0) }, "versionCreated"),
      mergedInto: try target.map { (target) throws(ShapeFailure) in
        try need(target["uri"]?.text.flatMap { StoryID($0) }, "uri of what supersedes it")
      })
  }

  private static func member(_ member: StoryDocument.Member) -> JSONValue {
    var out: [String: JSONValue] = [
      "rel": .string("member"), "type": .string("text"), "representationType": .string("partial"),
      "uri": .string(member.article.urn), "version": .string(String(member.version)),
      "name": .string(AddressText.withoutUserinfo(member.title)),
      "contentCreated": NinjsItem.date(member.published),
      "infoSources": .array([
        .object([
          "role": .string("publisher"), "name": .string(AddressText.withoutUserinfo(member.outlet)),
        ])
      ]),
      "descriptions": .array([
        NinjsItem.text(member.relation.rawValue, role: "relation"),
        NinjsItem.text(String(member.share.isFinite ? member.share : 0), role: "sharedText"),
      ]),
    ]
    if let url = member.url {
      out["altIds"] = .array([.object(["role": .string("canonicalUrl"), "value": .string(url.description)])])
    }
    if let match = member.match, let rel = member.relation.association {
      out["associations"] = .array([
        NinjsItem.association(rel, type: "text", uri: match.urn, name: match.description)
      ])
    }
    return .object(out)
  }

  private static func member(_ json: JSONValue) -> StoryDocument.Member? {
    func described(_ role: String) -> String? { json.all("descriptions", "role", role).first?["value"]?.text }
    guard let article = json["uri"]?.text.flatMap({ ArticleID($0) }),
      let version = json["version"]?.text.flatMap({ Int($0) }), let title = json["name"]?.text,
      let outlet = json["infoSources"]?.elements.first?["name"]?.text,
      let published = json["contentCreated"]?.text.flatMap({ Instant(rfc3339: $0) }),
      let relation = described("relation").flatMap({ Relation(rawValue: $0) }),
      let share = described("sharedText").flatMap({ Double($0) })
    else { return nil }
    let match = relation.association.flatMap { json.all("associations", "rel", $0).first?["uri"]?.text }
    return StoryDocument.Member(
      article: article, version: version, title: title, outlet: outlet,
      url: json["altIds"]?.elements.first?["value"]?.text.flatMap { WebAddress($0) }, published: published,
      relation: relation, match: match.flatMap { ArticleID($0) }, share: share)
  }
}

/// Why a JSON document is not the item or story it should be.
struct ShapeFailure: Error, Equatable {
  /// What was found.
  var message: String
}
