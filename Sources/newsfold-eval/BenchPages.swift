// newsfold-eval bench pages: reading articles, beside what libxml2 alone takes for the same pages in the same run.

import ArgumentParser
import Foundation
import Markup
import News
import Pages

struct BenchPagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pages",
    abstract: "How fast articles are read from pages, beside libxml2 over the same bytes; and in how much memory.",
    discussion: """
      Reads every file below the folders that is a page, everything included: characters, tree, choice of the body, \
      dates, authors, inert HTML. Each round takes each page three ways, one after the other: libxml2's own tree, built \
      and freed (htmlReadMemory); libxml2's events without the page's scripts, styles and comments, to callbacks that do \
      nothing; and the article. The ratios are medians of the rounds. Pages that are refused are counted and left out. \
      Before that, a page made up for it, and one of a tenth of its size, are read to show what memory that takes beside \
      the page. Exit code 1 where a ratio is below its bound, or the large page takes more memory than --at-most-mb.
      """)

  @Argument(help: "Folders of pages.")
  var directories: [String]

  @Option(help: "Rounds; the first warms up and does not count.")
  var rounds = 5

  @Option(help: "Exit code 1 where reading is slower than this many times libxml2's events.")
  var atLeast: Double?

  @Option(help: "Exit code 1 where reading is slower than this many times htmlReadMemory.")
  var atLeastDom: Double?

  @Option(help: "Megabytes of the large page.")
  var large = 50

  @Option(help: "Exit code 1 where the large page takes more megabytes beside its own.")
  var atMostMb: Double?

  func validate() throws {
    guard (10...60).contains(large) else { throw ValidationError("--large must be between 10 and 60.") }
    guard rounds >= 2 else { throw ValidationError("--rounds must be at least 2.") }
  }

  /// A page as received and, for the pass that needs it, in UTF-8.
  private struct Page {
    var bytes: [UInt8]
    var utf8: [UInt8]
  }

  /// Seconds of CPU for all pages.
  private struct Round {
    var tree = 0.0
    var events = 0.0
    var article = 0.0
  }

  func run() throws {
    // First, as memory that was in use before would hide what these take.
    let most = try [large / 10, large].map { try Self.readLarge(megabytes: $0) }.last ?? 0
    let (pages, refused) = try pages()
    guard !pages.isEmpty else { throw ValidationError("\(directories.joined(separator: ", ")): no page is there.") }
    let measured = (0..<rounds).map { _ in Self.round(pages) }.dropFirst()
    let megabytes = Double(pages.reduce(0) { $0 + $1.bytes.count }) / 1e6
    func row(_ time: (Round) -> Double) -> String {
      let seconds = CPUTime.median(measured.map(time))
      return String(format: "%7.1f MB/s  %6.0f pages/s of CPU", megabytes / seconds, Double(pages.count) / seconds)
    }
    let ratio = CPUTime.median(measured.map { $0.events / $0.article })
    let treeRatio = CPUTime.median(measured.map { $0.tree / $0.article })
    print(
      """
      \(pages.count) pages, \(String(format: "%.1f", megabytes)) MB (\(refused) refused)
      htmlReadMemory   \(row(\.tree))
      prefilter + SAX  \(row(\.events))
      newsfold         \(row(\.article))
      \(String(format: "%.2f", treeRatio)) of htmlReadMemory, \(String(format: "%.2f", ratio)) of prefilter + SAX \
      (medians of \(measured.count) rounds)
      """)
    if ratio < atLeast ?? 0 || treeRatio < atLeastDom ?? 0 || most > atMostMb ?? .infinity { throw ExitCode(1) }
  }

  /// The pages below the folders, and how many files are refused.
  private func pages() throws -> ([Page], refused: Int) {
    var pages: [Page] = []
    var refused = 0
    for directory in directories {
      let folder = URL(fileURLWithPath: directory)
      guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
        throw ValidationError("\(directory) is no folder that can be read.")
      }
      for case let file as URL in files {
        guard let data = try? Data(contentsOf: file), !data.isEmpty else { continue }
        let bytes = [UInt8](data)
        if (try? PageReader.read(bytes, contentType: nil, url: nil)) == nil {
          refused += 1
        } else {
          pages.append(Page(bytes: bytes, utf8: CharacterDecoding.html(bytes, contentType: nil).utf8))
        }
      }
    }
    return (pages, refused)
  }

  private static func round(_ pages: [Page]) -> Round {
    var round = Round()
    for page in pages {
      round.tree += CPUTime.seconds { BareHTML.readMemory(page.bytes) }
      round.events += CPUTime.seconds { BareHTML.filteredEvents(page.utf8) }
      round.article += CPUTime.seconds { _ = try? PageReader.read(page.bytes, contentType: nil, url: nil) }
    }
    return round
  }

  /// Reads a page of some size, prints what it took and returns the megabytes of memory among that.
  private static func readLarge(megabytes: Int) throws -> Double {
    let page = SimulatedPage.body(bytes: megabytes * 1_000_000)
    let before = ResidentMemory.current()
    ResidentMemory.resetPeak()
    let spent = try CPUTime.seconds { _ = try PageReader.read(page, contentType: "text/html; charset=utf-8", url: nil) }
    let more = Double(max(0, ResidentMemory.peak() - before)) / 1e6
    let tree = CPUTime.seconds { BareHTML.readMemory(page) }
    print(
      String(
        format: "made up, %2d MB: %.1f MB/s of CPU, %.2f of htmlReadMemory, %.0f MB beside the page", megabytes,
        Double(page.count) / 1e6 / spent, tree / spent, more))
    return more
  }
}
