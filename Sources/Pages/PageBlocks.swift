// A page block by block, taken or not and why: what people look at when a page is read wrong.

internal import Markup

/// A block of a page's text: a paragraph, a heading, a list's item, a label.
public struct PageBlock: Sendable, Equatable, Codable {
  /// The element that holds it, such as `p`, `h2` or `li`; `block` for one without a name of HTML.
  public var kind: String
  /// Its text on one line.
  public var text: String
  /// Why it was not taken, such as `related`, `comments`, `caption`; nil where it was.
  public var reason: String?

  /// A block.
  public init(kind: String, text: String, reason: String? = nil) {
    self.kind = kind
    self.text = text
    self.reason = reason
  }
}

extension PageReader {
  /// All blocks of a page in page order.
  /// - Parameters:
  ///   - accepted: the runs that were taken.
  ///   - dropped: those that were looked at and left out; all others stood outside of the chosen element.
  ///   - headline: the element that holds it.
  ///   - instead: why even those taken are not the article's text, where they are not.
  static func blocks(
    _ outline: PageOutline, accepted: [Int], dropped: [(run: Int, reason: String)], headline: Int?, instead: String?
  ) -> [PageBlock] {
    var reasons: [Int: String] = [:]
    for (run, reason) in dropped { reasons[run] = reason }
    let taken = Set(accepted)
    return outline.runs.enumerated().compactMap { id, run in
      let text = outline.text(of: run)
      guard !text.isEmpty else { return nil }
      let tag = outline.tree.nodes[run.block].tag
      var reason = taken.contains(id) ? instead : reasons[id] ?? run.reason ?? "outside"
      if reason == "outside", let headline, outline.contains(headline, run.first) { reason = "title" }
      return PageBlock(
        kind: tag == .unknown ? "block" : String(decoding: tag.name, as: UTF8.self),
        text: String(decoding: text.map { $0 == 10 ? 32 : $0 }, as: UTF8.self), reason: reason)
    }
  }
}
