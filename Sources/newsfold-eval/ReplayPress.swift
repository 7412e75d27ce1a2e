// Real documents under their own addresses: an origin that the worker reaches as its HTTP proxy.
import Foundation
import Origin

/// Documents by address, without scheme: what a proxy is asked for is looked up, everything else is 404.
struct ReplayPress: Sendable {
  private var documents: [String: OriginResponse] = [:]
  /// A source of the settings: name, address, and whether its articles' pages are read.
  private(set) var sources: [(name: String, url: String, pages: String)] = []

  /// Serves bytes at `host/path`.
  mutating func add(_ address: String, _ bytes: [UInt8], type: String) {
    documents[address] = OriginResponse(status: 200, headers: ["Content-Type": type], body: bytes)
  }

  mutating func addSource(_ name: String, at address: String, pages: String = "auto") {
    sources.append((name, "http://" + address, pages))
  }

  func response(to request: OriginRequest) -> OriginResponse {
    // A proxy is asked in absolute form (RFC 9112 section 3.2.2), which the server leaves in the path.
    let scheme = "http://"
    let path =
      request.path.hasPrefix(scheme)
      ? String(request.path.dropFirst(scheme.count)) : (request.headers["host"] ?? "") + request.path
    let address = path + (request.query.isEmpty ? "" : "?" + request.query)
    return documents[address] ?? .text(404, "Nothing is replayed at this address.")
  }

  /// Settings that poll all sources through the proxy.
  func settings(state: String, proxy: String) -> String {
    var out =
      "state: \"\(state)\"\npolling:\n  max_per_host: 8\n  host_spacing: 0s\nnetwork:\n  proxy: \"\(proxy)\"\nsources:\n"
    for source in sources {
      out += "  - name: \(source.name)\n    url: \"\(source.url)\"\n    pages: \(source.pages)\n"
    }
    return out
  }

  /// Plain texts as pages behind one feed each: the title is the first line, as the seed articles have it.
  static func seeds(in directory: String) throws -> ReplayPress {
    var press = ReplayPress()
    let names = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".txt") }.sorted()
    for (index, name) in names.enumerated() {
      let lines = try String(contentsOfFile: directory + "/" + name, encoding: .utf8).split(separator: "\n").map(
        String.init)
      let host = "outlet\(index + 1).example"
      let title = escaped(lines.first ?? "")
      let paragraphs = lines.dropFirst().map { "<p>\(escaped($0))</p>" }.joined(separator: "\n")
      let page = """
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>\(title)</title></head><body>
        <nav><a href="/">Home</a> <a href="/world">World</a></nav>
        <main><article><h1>\(title)</h1>
        \(paragraphs)
        </article></main><footer>Outlet \(index + 1)</footer></body></html>
        """
      let feed = """
        <?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Outlet \(index + 1)</title>
        <link>http://\(host)/</link><description>News</description><item><title>\(title)</title>
        <link>http://\(host)/story.html</link><guid>http://\(host)/story.html</guid></item></channel></rss>
        """
      press.add("\(host)/story.html", Array(page.utf8), type: "text/html; charset=utf-8")
      press.add("\(host)/feed.xml", Array(feed.utf8), type: "application/rss+xml")
      press.addSource("outlet\(index + 1)", at: "\(host)/feed.xml")
    }
    return press
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
      "\"", with: "&quot;")
  }
}
