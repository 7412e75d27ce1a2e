// Looks into what was folded, and why: reads the catalogue and the bundles, changes nothing.
internal import Bundles
public import Catalog
public import News
internal import Stories

/// A view into a state directory, beside a running worker or without one.
public struct Inspector: Sendable {
  /// What is known.
  public let catalog: any CatalogStore
  let store: BundleStore
  private let window: Int

  /// Opens a state directory for reading. Throws `Refusal` (code `no-state`) where there is none yet.
  public init(state: String, windowSeconds: Int) throws {
    guard let catalog = try StateCatalog.open(in: state) else {
      throw Refusal(
        code: "no-state",
        message: "\(state) holds no catalogue yet; run \"newsfold ingest\" first, or name another with --state")
    }
    self.catalog = catalog
    store = try BundleStore(directory: state, agent: "", exclusive: false)
    window = windowSeconds
  }

  /// The story whose identity, or a member's identity, begins with these characters (at least four).
  public func story(_ prefix: String) throws -> StoryRecord {
    let prefix = try Self.checked(prefix)
    var found = try catalog.stories(idPrefix: prefix, limit: 3)
    if found.isEmpty {
      found = try catalog.articles(idPrefix: prefix, limit: 3).compactMap { try catalog.story($0.story) }
    }
    guard let first = found.first else {
      throw Refusal(
        code: "not-found", message: "no story or article begins with \"\(prefix)\"; see \"newsfold clusters list\"")
    }
    guard found.count == 1 else {
      throw Refusal(code: "ambiguous", message: "several begin with \"\(prefix)\"; give more of the identifier")
    }
    return first
  }

  /// The article whose identity begins with these characters (at least four).
  public func article(_ prefix: String) throws -> ArticleRecord {
    let prefix = try Self.checked(prefix)
    let found = try catalog.articles(idPrefix: prefix, limit: 3)
    guard let first = found.first else {
      throw Refusal(code: "not-found", message: "no article begins with \"\(prefix)\"; see \"newsfold articles list\"")
    }
    guard found.count == 1 else {
      throw Refusal(
        code: "ambiguous", message: "several articles begin with \"\(prefix)\"; give more of the identifier")
    }
    return first
  }

  private static func checked(_ prefix: String) throws -> String {
    let bare = (prefix.hasPrefix("urn:uuid:") ? String(prefix.dropFirst(9)) : prefix).lowercased()
    guard bare.utf8.count >= 4, bare.utf8.allSatisfy({ "0123456789abcdef-".utf8.contains($0) }) else {
      throw Refusal(
        code: "bad-identifier",
        message:
          "\"\(DisplayText.line(prefix))\" is no identifier: give at least four characters of the UUID, as the lists show them"
      )
    }
    return bare
  }

  /// A story with its members in order of time.
  public func view(_ story: StoryRecord) throws -> StoryView {
    let members = try catalog.articles(ArticleFilter(story: story.id))
    return StoryView(
      id: story.id, headline: story.headline, firstSeen: story.firstSeen, lastChanged: story.lastChanged,
      mergedInto: story.mergedInto, members: try members.map { MemberView($0, moves: try catalog.moves(of: $0.id)) })
  }

  /// The text of an article's latest revision, read from its bundle.
  public func text(of article: ArticleRecord) throws -> String {
    try store.read(path: article.bundle).article.body.text
  }

  /// Why two articles are, or are not, one story: their score part by part with what carried it.
  public func explain(_ a: ArticleRecord, _ b: ArticleRecord) throws -> PairView {
    let recogniser = try RecogniserMemory.restore(from: catalog, windowSeconds: window)
    let (first, second) = a.time <= b.time ? (a, b) : (b, a)
    let texts = (try text(of: first), try text(of: second))
    let evidence = recogniser.explain(input(first, texts.0), input(second, texts.1))
    return PairView(
      a: MemberView(first, moves: try catalog.moves(of: first.id)),
      b: MemberView(second, moves: try catalog.moves(of: second.id)),
      stories: [first.story, second.story], sameStory: first.story == second.story, evidence: evidence,
      passages: Passages.common(texts.0, texts.1))
  }

  private func input(_ record: ArticleRecord, _ text: String) -> StoryInput {
    StoryInput(
      id: record.id, title: record.title, text: text, language: record.language, published: record.published,
      seen: record.fetched)
  }
}

/// A story as it is shown.
public struct StoryView: Sendable, Codable {
  /// Identity.
  public var id: StoryID
  /// The canonical member's title.
  public var headline: String
  /// When its first member appeared.
  public var firstSeen: Instant
  /// When it last gained or lost a member.
  public var lastChanged: Instant
  /// The story it was merged into.
  public var mergedInto: StoryID?
  /// In order of time.
  public var members: [MemberView]
}

/// A member of a story as it is shown.
public struct MemberView: Sendable, Codable {
  /// Identity.
  public var article: ArticleID
  /// The latest revision.
  public var version: Int
  /// Its title.
  public var title: String
  /// The outlet's name.
  public var outlet: String
  /// Its source.
  public var source: SourceName
  /// Its address.
  public var url: WebAddress?
  /// When it was published, else first seen.
  public var time: Instant
  /// How it stands to `match`.
  public var relation: Relation
  /// The earlier member it is closest to.
  public var match: ArticleID?
  /// The share of the shorter text's word 3-grams that it has in common with `match`.
  public var share: Double?
  /// The pair score with `match`.
  public var score: Double?
  /// The bundle, relative to the state directory.
  public var bundle: String
  /// Why it changed its story, where it did.
  public var moves: [String]

  init(_ record: ArticleRecord, moves: [StoryMoveRecord]) {
    article = record.id
    version = record.version
    title = record.title
    outlet = record.outlet
    source = record.source
    url = record.url
    time = record.time
    relation = record.relation
    match = record.match
    share = record.evidence?.containment
    score = record.evidence?.score
    bundle = record.bundle
    self.moves = moves.map { "\($0.at): \($0.reason)" }
  }
}

/// Two articles side by side as they are shown.
public struct PairView: Sendable, Codable {
  /// The earlier.
  public var a: MemberView
  /// The later.
  public var b: MemberView
  /// Their stories.
  public var stories: [StoryID]
  /// Whether they are in one story.
  public var sameStory: Bool
  /// The score, part by part.
  public var evidence: Evidence
  /// The longest passages in common.
  public var passages: [String]
}
