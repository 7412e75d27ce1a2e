// newsfold-eval bench feeds: reading feeds, beside what libxml2 alone takes for the same bytes in the same run.

import ArgumentParser
import Feeds
import Foundation
import News

struct BenchFeedsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feeds",
    abstract: "How fast feeds are read, beside a bare pass of libxml2 over the same bytes; and in how much memory.",
    discussion: """
      Reads every file below DIR that is an XML feed, everything included: characters, mending, entries, dates, \
      addresses, inert HTML. Each round reads all of them bare and then in full; the ratio is the median of the rounds. \
      Files that are no XML feed are counted and left out of both. Before that, two feeds made up for it, a large one \
      and one of a tenth of its size, are read entry by entry, to show what memory that takes beside the body. Exit code 1 where \
      the ratio is below --at-least, or the large feed takes more memory than --at-most-mb.
      """)

  @Argument(help: "A folder of feeds.")
  var directory: String

  @Option(help: "Rounds; the first warms up and does not count.")
  var rounds = 7

  @Option(help: "Exit code 1 where reading is slower than this share of the bare pass.")
  var atLeast: Double?

  @Option(help: "Megabytes of the large feed.")
  var large = 100

  @Option(help: "Exit code 1 where the large feed takes more megabytes beside its own.")
  var atMostMb: Double?

  func validate() throws {
    guard large >= 10 else { throw ValidationError("--large must be at least 10.") }
    guard rounds >= 2 else { throw ValidationError("--rounds must be at least 2.") }
  }

  func run() throws {
    // First, as memory that was in use before would hide what these take.
    let most = try [large / 10, large].map { try Self.readLarge(megabytes: $0) }.last ?? 0
    var documents: [[UInt8]] = []
    var entries = 0
    var others = 0
    let folder = URL(fileURLWithPath: directory)
    guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
      throw ValidationError("\(directory) is no folder that can be read.")
    }
    for case let file as URL in files {
      guard let data = try? Data(contentsOf: file), !data.isEmpty else { continue }
      let bytes = [UInt8](data)
      guard let feed = try? FeedParser.parse(bytes, contentType: nil, url: nil), feed.format != .jsonFeed else {
        others += 1
        continue
      }
      entries += feed.entries.count
      documents.append(bytes)
    }
    guard !documents.isEmpty else { throw ValidationError("\(directory) holds no XML feed.") }
    let megabytes = Double(documents.reduce(0) { $0 + $1.count }) / 1e6
    var bare: [Double] = []
    var full: [Double] = []
    for round in 0..<rounds {
      let floor = CPUTime.seconds {
        for document in documents { document.withUnsafeBufferPointer { _ = BareXML.pass($0) } }
      }
      let reading = CPUTime.seconds {
        for document in documents { _ = try? FeedParser.parse(document, contentType: nil, url: nil) }
      }
      guard round > 0 else { continue }
      bare.append(floor)
      full.append(reading)
    }
    let ratio = CPUTime.median(zip(bare, full).map { $0 / $1 })
    print(
      """
      \(documents.count) feeds, \(String(format: "%.1f", megabytes)) MB, \(entries) entries (\(others) files are no XML feed)
      bare libxml2  \(Self.row(megabytes, entries, CPUTime.median(bare)))
      newsfold      \(Self.row(megabytes, entries, CPUTime.median(full)))
      \(String(format: "%.2f", ratio)) of the bare pass (median of \(rounds - 1) rounds)
      """)
    if ratio < atLeast ?? 0 || most > atMostMb ?? .infinity { throw ExitCode(1) }
  }

  /// Reads a feed of some size entry by entry, prints what it took and returns the megabytes of memory among that.
  private static func readLarge(megabytes: Int) throws -> Double {
    let body = SimulatedFeed.body(bytes: megabytes * 1_000_000)
    var entries = 0
    let before = ResidentMemory.current()
    ResidentMemory.resetPeak()
    let spent = try CPUTime.seconds {
      _ = try FeedParser.parse(body, contentType: "application/rss+xml", url: nil) { _ in entries += 1 }
    }
    let more = Double(max(0, ResidentMemory.peak() - before)) / 1e6
    let bare = CPUTime.seconds { body.withUnsafeBufferPointer { _ = BareXML.pass($0) } }
    print(
      String(
        format:
          "made up, %3d MB, %5d entries, one by one: %.1f MB/s of CPU, %.2f of the bare pass, %.1f MB beside the body",
        megabytes, entries, Double(body.count) / 1e6 / spent, bare / spent, more))
    return more
  }

  private static func row(_ megabytes: Double, _ entries: Int, _ seconds: Double) -> String {
    String(format: "%7.1f MB/s  %8.0f entries/s of CPU", megabytes / seconds, Double(entries) / seconds)
  }
}
