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
      Files that are no XML feed are counted and left out of both. Exit code 1 where the ratio is below --at-least.
      """)

  @Argument(help: "A folder of feeds.")
  var directory: String

  @Option(help: "Rounds; the first warms up and does not count.")
  var rounds = 7

  @Option(help: "Exit code 1 where reading is slower than this share of the bare pass.")
  var atLeast: Double?

  func validate() throws {
    guard rounds >= 2 else { throw ValidationError("--rounds must be at least 2.") }
  }

  func run() throws {
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
      let floor = Self.seconds {
        for document in documents { document.withUnsafeBufferPointer { _ = BareXML.pass($0) } }
      }
      let reading = Self.seconds {
        for document in documents { _ = try? FeedParser.parse(document, contentType: nil, url: nil) }
      }
      guard round > 0 else { continue }
      bare.append(floor)
      full.append(reading)
    }
    let ratio = Self.median(zip(bare, full).map { $0 / $1 })
    print(
      """
      \(documents.count) feeds, \(String(format: "%.1f", megabytes)) MB, \(entries) entries (\(others) files are no XML feed)
      bare libxml2  \(Self.row(megabytes, entries, Self.median(bare)))
      newsfold      \(Self.row(megabytes, entries, Self.median(full)))
      \(String(format: "%.2f", ratio)) of the bare pass (median of \(rounds - 1) rounds)
      """)
    if ratio < atLeast ?? 0 { throw ExitCode(1) }
  }

  private static func row(_ megabytes: Double, _ entries: Int, _ seconds: Double) -> String {
    String(format: "%7.1f MB/s  %8.0f entries/s of CPU", megabytes / seconds, Double(entries) / seconds)
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  /// Seconds of CPU this thread spends.
  private static func seconds(_ work: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    work()
    return now() - start
  }
}
