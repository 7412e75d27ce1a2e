// Notices when a source's pages are suddenly read otherwise than before: a site that was rebuilt breaks a reader silently.
internal import Catalog
internal import Foundation
public import News

/// What one page gave.
struct ExtractionSample: Codable, Equatable {
  /// Where the article's text was then taken from.
  enum Origin: String, Codable {
    /// The page's own text.
    case page
    /// The page's JSON-LD.
    case jsonLD = "json-ld"
    /// The feed, which had more.
    case feed
    /// The page held no article.
    case none
  }

  var origin: Origin
  /// Characters of the text that the page gave.
  var characters: Int
}

/// That a source's pages are read otherwise than before.
public struct ExtractionFlag: Sendable, Codable, Equatable {
  /// When the first of those pages was read.
  public var since: Instant
  /// What is otherwise.
  public var message: String
}

/// What the last pages of a source gave, and whether the latest of them differ from those before.
///
/// A page is unusual where it gave nothing, where its text came from elsewhere than nearly always before, or where it is
/// shorter than 40 % or longer than 250 % of the median. Single pages are, on any site; so a flag takes three in a row
/// without a text of the usual origin, or five in a row of unusual length: an article of a third of the median is nothing
/// rare, five one after the other are. It stays until as many in a row are usual again.
struct ExtractionMemory: Codable, Equatable {
  /// The usual ones, the latest last.
  private(set) var usual: [ExtractionSample] = []
  /// The unusual ones since.
  private(set) var unusual: [ExtractionSample] = []
  /// Usual ones since a flag was raised, in a row.
  private var recovering: [ExtractionSample] = []
  private var since: Instant?
  private(set) var flag: ExtractionFlag?
  /// A digest of the rules the pages were read by: other rules begin anew.
  private var rules: String

  private static let most = 20
  /// So many pages have to be known before one can be unusual among them.
  private static let least = 8
  private static let originsInARow = 3
  private static let lengthsInARow = 5

  /// The memory as ``text`` wrote it; an empty one where it cannot be read, or was of other rules.
  init(_ text: String = "", rules: PageRules? = nil) {
    let mark = rules.map { Digest.hex(Digest.sha256(String(reflecting: $0).utf8).prefix(8)) } ?? ""
    self.rules = mark
    guard let kept = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)), kept.rules == mark else { return }
    self = kept
  }

  /// As it is kept.
  var text: String {
    guard let data = try? JSONEncoder().encode(self) else { return "" }
    return String(decoding: data, as: UTF8.self)
  }

  /// Takes in what one more page gave.
  mutating func observe(_ sample: ExtractionSample, at now: Instant) {
    if deviation(of: sample) == nil {
      takeUsual(sample)
      return
    }
    // What was usual in between ends the row, though not the flag.
    if !recovering.isEmpty { (unusual, recovering) = ([], []) }
    if unusual.isEmpty { since = now }
    unusual = (unusual + [sample]).suffix(Self.most)
    if let message { flag = ExtractionFlag(since: flag?.since ?? since ?? now, message: message) }
  }

  private mutating func takeUsual(_ sample: ExtractionSample) {
    if flag == nil {
      // A few unusual ones are part of what is usual here.
      usual = (usual + unusual + [sample]).suffix(Self.most)
    } else {
      recovering.append(sample)
      let isOfLength = unusual.last.flatMap { deviation(of: $0) }?.isOfLength == true
      guard recovering.count >= (isOfLength ? Self.lengthsInARow : Self.originsInARow) else { return }
      usual = (usual + recovering).suffix(Self.most)
      flag = nil
    }
    (unusual, recovering, since) = ([], [], nil)
  }

  // MARK: what is unusual

  private enum Deviation: Equatable {
    case origin(ExtractionSample.Origin)
    case shorter
    case longer

    var isOfLength: Bool { self == .shorter || self == .longer }
  }

  private func deviation(of sample: ExtractionSample) -> Deviation? {
    let same = usual.count { $0.origin == sample.origin }
    let isRare = same * 10 <= usual.count
    if isRare, sample.origin == .none { return .origin(.none) }
    guard usual.count >= Self.least else { return nil }
    if isRare { return .origin(sample.origin) }
    guard sample.origin != .none, let median = Self.median(usual) else { return nil }
    if sample.characters * 10 < median * 4 { return .shorter }
    return sample.characters * 2 > median * 5 ? .longer : nil
  }

  /// The median length of the texts there were.
  private static func median(_ samples: [ExtractionSample]) -> Int? {
    let lengths = samples.filter { $0.origin != .none }.map(\.characters).sorted()
    return lengths.isEmpty ? nil : lengths[lengths.count / 2]
  }

  /// What is otherwise, once that is more than chance.
  private var message: String? {
    let kinds = unusual.compactMap { deviation(of: $0) }
    guard let last = kinds.last else { return nil }
    let alike =
      last.isOfLength
      ? kinds.reversed().prefix { $0 == last }.count : kinds.reversed().prefix { !$0.isOfLength }.count
    guard alike >= (last.isOfLength ? Self.lengthsInARow : Self.originsInARow) else { return nil }
    let pages = "the last \(alike) pages"
    let latest = unusual.suffix(alike)
    if last.isOfLength {
      let (now, before) = (Self.median(Array(latest)) ?? 0, Self.median(usual) ?? 0)
      return "\(pages) gave \(Grouped.digits(now)) characters each (median), those before \(Grouped.digits(before))"
    }
    let before = usual.isEmpty ? "" : "; those before gave the text"
    switch Set(latest.map(\.origin)) {
    case [.none]: return "\(pages) gave no article" + before
    case [.feed]: return "\(pages) gave less than the feed, whose text was taken" + before
    case [.jsonLD]: return "\(pages) gave only what their JSON-LD holds" + before
    case [.page]: return "\(pages) gave the text themselves; for those before it was taken from elsewhere"
    default: return "\(pages) gave no text of their own" + before
    }
  }
}

/// Numbers as people write them.
enum Grouped {
  /// `1,840`.
  static func digits(_ number: Int) -> String {
    var out = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index % 3 == 0, digit != "-" { out.append(",") }
      out.append(digit)
    }
    return String(out.reversed())
  }
}
