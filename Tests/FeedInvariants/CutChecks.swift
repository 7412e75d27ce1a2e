// A transfer that broke off: what came before the cut is read as if the rest were there.

import Feeds
import Markup
import News

extension Report {
  /// Of a document that needed no mending, its beginning has exactly those entries that were complete in it, each the same
  /// as in the whole. (The authors of the whole feed, which entries may inherit, can come behind them.)
  ///
  /// Of other documents this does not hold, nor has it to: where a comment, a CDATA section or a quote is not closed before
  /// the cut, what stands in it is mended into something else.
  mutating func checkCuts(of feed: Feed, _ input: ForeignInput) {
    let bytes = input.bytes
    guard feed.format != .jsonFeed, feed.repairs.isEmpty, !feed.truncated, bytes.count <= 65_536,
      !bytes.withUnsafeBufferPointer({ Self.hasDeclarations($0) }),
      let ends = Self.ends(of: feed.entries, in: bytes)
    else { return }
    for cut in [bytes.count / 2, bytes.count * 7 / 8] {
      let complete = ends.prefix { $0 <= cut }.count
      switch Invariants.read(Array(bytes.prefix(cut)), input.surroundings, keepingSource: true) {
      case .failure(let refusal): require(complete == 0, "\(complete) entries are lost at \(cut): \(refusal)")
      case .success(let beginning):
        require(
          beginning.entries.count == complete,
          "\(complete) entries are complete at \(cut), \(beginning.entries.count) were read")
        for (entry, whole) in zip(beginning.entries, feed.entries) {
          var (entry, whole) = (entry, whole)
          entry.authors = []
          whole.authors = []
          require(entry == whole, "an entry before the cut at \(cut) is another: \(entry), \(whole)")
        }
      }
    }
  }

  /// Whether there are comments, CDATA sections, document types or instructions behind the XML declaration.
  private static func hasDeclarations(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    zip(bytes, bytes.dropFirst()).dropFirst().contains { first, second in
      first == UInt8(ascii: "<") && (second == UInt8(ascii: "!") || second == UInt8(ascii: "?"))
    }
  }

  /// Where each entry ends; nil where one has no end tag (another began within it), or the document is not the UTF-8 that
  /// the entries' sources are.
  private static func ends(of entries: [FeedEntry], in bytes: [UInt8]) -> [Int]? {
    var ends: [Int] = []
    var at = 0
    for entry in entries {
      guard let last = entry.raw.lastIndex(of: UInt8(ascii: "<")), entry.raw[last...].starts(with: "</".utf8),
        entry.raw.last == UInt8(ascii: ">"), let range = bytes[at...].firstRange(of: entry.raw)
      else { return nil }
      ends.append(range.upperBound)
      at = range.upperBound
    }
    return ends
  }
}
