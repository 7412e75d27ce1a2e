// The real feeds and pages of the evaluation kits as a press to be polled.
import Foundation

extension ReplayPress {
  /// The feeds of the suite consensus-real, a host each, and the pages of suite f under their own addresses behind one
  /// feed. `eval` is the folder of the kits; the archives are unpacked below `scratch`.
  static func real(eval: String, scratch: String) throws -> ReplayPress {
    var press = ReplayPress()
    try unpack(eval + "/feeds/inputs.tar.xz", into: scratch + "/feeds")
    for (index, row) in try rows(eval + "/feeds/cases/consensus-real.jsonl").enumerated() {
      guard let input = row["input"] as? String else { continue }
      let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch + "/feeds/" + input))
      let address = "feed\(index + 1).example/feed"
      press.add(address, Array(bytes), type: row["content_type"] as? String ?? "application/xml")
      // The pages these feeds lead to are not at hand.
      press.addSource("feed\(index + 1)", at: address, pages: "never")
    }
    try unpack(eval + "/pages/f_pub.tar.xz", into: scratch + "/pages")
    var items = ""
    for row in try rows(eval + "/pages/f_pub.jsonl") {
      guard let url = row["url"] as? String, let page = row["page"] as? String,
        let separator = url.range(of: "://")
      else { continue }
      let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch + "/pages/" + page))
      // The same address over http, since the proxy is no party to TLS.
      let address = String(url[separator.upperBound...])
      press.add(address, Array(bytes), type: "text/html")
      items += "<item><link>http://\(escaped(address))</link></item>\n"
    }
    let feed = "<rss version=\"2.0\"><channel><title>Pages</title>\(items)</channel></rss>"
    press.add("pages.example/feed", Array(feed.utf8), type: "application/rss+xml")
    press.addSource("pages", at: "pages.example/feed")
    return press
  }

  private static func rows(_ path: String) throws -> [[String: Any]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  private static func unpack(_ archive: String, into directory: String) throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tar.arguments = ["tar", "-xJf", archive, "-C", directory]
    try tar.run()
    tar.waitUntilExit()
    guard tar.terminationStatus == 0 else {
      throw CocoaError(.fileReadCorruptFile, userInfo: [NSFilePathErrorKey: archive])
    }
  }
}
