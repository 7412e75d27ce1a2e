// What holds of every reading, whatever the bytes: for the fuzzer, and for the tests of what it has found.

import Feeds
import Markup
import News

/// Reads a file as `ForeignInput` describes it and tells what of all that has to hold does not.
public enum Invariants {
  /// A gzip file in place of a feed may unpack to this many bytes here; the product's own limit would make a short input
  /// a long one.
  static let largestUnpacked = 262_144

  /// What is broken, a sentence each; empty where everything holds, and for pages, which others look at.
  public static func broken(byFile file: [UInt8]) -> [String] {
    let input = ForeignInput(file: file)
    var report = Report()
    switch input.reader {
    case .page: break
    case .fragment: fragment(input, &report)
    case .feed: feed(input, &report)
    case .sitemap: sitemap(input, &report)
    case .links: links(input, &report)
    case .subscriptions: subscriptions(input, &report)
    }
    return report.broken
  }

  private static func fragment(_ input: ForeignInput, _ report: inout Report) {
    let html = Array(String(decoding: input.bytes, as: UTF8.self).utf8)
    let base = input.surroundings.url?.reference
    let inert = Sanitizer.sanitize(html, base: base)
    let again = Sanitizer.sanitize(inert, base: nil)
    report.require(again == inert, "sanitised again it is another: \(Report.shown(inert)), \(Report.shown(again))")
    report.checkMarkup(inert)
    _ = PlainText.text(ofHTML: inert)
  }

  /// A reading is a feed or a refusal with one of the documented codes; a second one is the same.
  private static func feed(_ input: ForeignInput, _ report: inout Report) {
    let first = read(input, keepingSource: true)
    let second = read(input, keepingSource: false)
    switch (first, second) {
    case (.success(let feed), .success(var again)):
      report.check(feed, inputBytes: size(input))
      report.require(again.entries.allSatisfy(\.raw.isEmpty), "an entry has kept its source unasked")
      for index in again.entries.indices where index < feed.entries.count {
        again.entries[index].raw = feed.entries[index].raw
      }
      report.require(FeedSummary(feed) == FeedSummary(again), "two readings differ")
      checkOneByOne(feed, input, &report)
      report.checkCuts(of: feed, input)
    case (.failure(let refusal), .failure(let again)):
      report.require(refusal == again, "two refusals differ: \(refusal), \(again)")
      report.check(refusal, codes: ["empty", "too-large", "compressed", "not-a-feed"])
    default: report.require(false, "one reading is refused, the other not")
    }
  }

  /// Taken one by one the entries are the same, but for an Atom feed's authors, who may come behind them.
  private static func checkOneByOne(_ feed: Feed, _ input: ForeignInput, _ report: inout Report) {
    guard !input.bytes.starts(with: [0x1F, 0x8B]) else { return }
    var entries: [FeedEntry] = []
    let beside = input.surroundings
    _ = try? FeedParser.parse(input.bytes, contentType: beside.contentType, url: beside.url) { entries.append($0) }
    report.require(
      entries.map(withoutInherited) == feed.entries.map(withoutInherited), "entries taken one by one are others")

    func withoutInherited(_ entry: FeedEntry) -> FeedEntry {
      var entry = entry
      entry.raw = []
      if feed.format == .atom { entry.authors = [] }
      return entry
    }
  }

  private static func sitemap(_ input: ForeignInput, _ report: inout Report) {
    let (bytes, beside) = (input.bytes, input.surroundings)
    do throws(Refusal) {
      let sitemap = try SitemapParser.parse(
        bytes, contentType: beside.contentType, url: beside.url, keepingSource: true)
      let again = try SitemapParser.parse(bytes, contentType: beside.contentType, url: beside.url, keepingSource: true)
      report.check(sitemap, inputBytes: size(input))
      report.require(sitemap.entries == again.entries && sitemap.children == again.children, "two readings differ")
      report.require(sitemap.repairs == again.repairs, "the repairs of two readings differ")
    } catch {
      report.check(error, codes: ["empty", "too-large", "compressed", "not-a-sitemap"])
    }
  }

  private static func links(_ input: ForeignInput, _ report: inout Report) {
    guard let url = input.surroundings.url else { return }
    let links = FeedDiscovery.links(in: input.bytes, contentType: input.surroundings.contentType, url: url)
    report.check(links)
  }

  private static func subscriptions(_ input: ForeignInput, _ report: inout Report) {
    do throws(Refusal) {
      let opml = try OPMLParser.parse(input.bytes)
      report.check(opml, inputBytes: size(input))
      report.require(try OPMLParser.parse(input.bytes) == opml, "two readings differ")
    } catch {
      report.check(error, codes: ["empty", "too-large", "compressed", "not-opml"])
    }
  }

  /// One reading of a feed.
  static func read(_ input: ForeignInput, keepingSource: Bool) -> Result<Feed, Refusal> {
    read(input.bytes, input.surroundings, keepingSource: keepingSource)
  }

  static func read(
    _ bytes: [UInt8], _ beside: ForeignInput.Surroundings, keepingSource: Bool
  ) -> Result<Feed, Refusal> {
    do throws(Refusal) {
      return .success(
        try FeedParser.parse(
          bytes, contentType: beside.contentType, url: beside.url, keepingSource: keepingSource,
          unpackedLimit: largestUnpacked))
    } catch {
      return .failure(error)
    }
  }

  /// The bytes there are to read: those of a gzip file may be many more than it has.
  private static func size(_ input: ForeignInput) -> Int {
    guard input.bytes.starts(with: [0x1F, 0x8B]) else { return input.bytes.count }
    return input.reader == .feed ? largestUnpacked : input.bytes.count * 1100
  }
}
