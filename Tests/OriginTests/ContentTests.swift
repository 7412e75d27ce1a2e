// Files as a web server's content: tags, conditional answers, overlays, placeholders, and what is not served.

import Foundation
import Testing

@testable import Origin

/// A directory of files that is gone after the test.
final class Scratch {
  let path: String

  init(_ files: [String: String]) throws {
    path = NSTemporaryDirectory() + "origin-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files {
      let file = URL(fileURLWithPath: path + "/" + name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

@Suite struct FileTreeTests {
  @Test func `a file comes with its type and its tag, and the tag brings 304`() throws {
    let scratch = try Scratch(["a/feed.xml": "<rss/>"])
    let tree = FileTree(directory: scratch.path)
    let first = tree.response(to: OriginRequest(path: "/a/feed.xml"))
    #expect(first.status == 200)
    #expect(first.body == Array("<rss/>".utf8))
    #expect(first.headers["Content-Type"] == "application/xml; charset=utf-8")
    let tag = try #require(first.headers["ETag"])
    for field in [tag, "W/" + tag, "\"other\", " + tag, "*"] {
      let again = tree.response(to: OriginRequest(path: "/a/feed.xml", headers: ["if-none-match": field]))
      #expect(again.status == 304)
      #expect(again.body.isEmpty)
      #expect(again.headers["ETag"] == tag)
    }
    let other = tree.response(to: OriginRequest(path: "/a/feed.xml", headers: ["if-none-match": "\"other\""]))
    #expect(other.status == 200)
  }

  @Test func `HEAD tells the length and sends nothing; POST is refused`() throws {
    let scratch = try Scratch(["x.txt": "12345"])
    let tree = FileTree(directory: scratch.path)
    let head = tree.response(to: OriginRequest(method: "HEAD", path: "/x.txt"))
    #expect(head.status == 200)
    #expect(head.headers["Content-Length"] == "5")
    #expect(head.body.isEmpty)
    #expect(tree.response(to: OriginRequest(method: "POST", path: "/x.txt")).status == 405)
  }

  @Test func `a directory is its index, and what is missing is 404`() throws {
    let scratch = try Scratch(["index.html": "root", "a/index.html": "a"])
    let tree = FileTree(directory: scratch.path)
    #expect(tree.response(to: OriginRequest(path: "/")).body == Array("root".utf8))
    #expect(tree.response(to: OriginRequest(path: "/a/")).body == Array("a".utf8))
    #expect(tree.response(to: OriginRequest(path: "/a")).status == 404)
    #expect(tree.response(to: OriginRequest(path: "/b.html")).status == 404)
  }

  @Test(arguments: [
    "/../secret.txt", "/%2e%2e/secret.txt", "/a/../../secret.txt", "/..%2fsecret.txt", "/a//b.txt", "/.hidden",
    "/a%00b", "/..\\secret.txt", "secret.txt", "/link.txt", "/x.txt.status", "/%zz",
  ])
  func `no path leads out of the directory or to what is kept back`(path: String) throws {
    let scratch = try Scratch(["secret.txt": "!", "in/x.txt": "x", "in/.hidden": "!", "in/x.txt.status": "200"])
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/in/link.txt", withDestinationPath: scratch.path + "/secret.txt")
    let tree = FileTree(directory: scratch.path + "/in")
    #expect(tree.response(to: OriginRequest(path: path)).status == 404)
    #expect(tree.response(to: OriginRequest(path: "/x.txt")).status == 200)
  }

  @Test func `a status file makes trouble, with or without a body`() throws {
    let scratch = try Scratch(["a.xml": "down", "a.xml.status": "500\n", "b.xml.status": "410"])
    let tree = FileTree(directory: scratch.path)
    let broken = tree.response(to: OriginRequest(path: "/a.xml"))
    #expect(broken.status == 500)
    #expect(broken.body == Array("down".utf8))
    #expect(broken.headers["ETag"] == nil)
    #expect(tree.response(to: OriginRequest(path: "/b.xml")).status == 410)
  }
}

@Suite struct TemplateTests {
  // 2026-11-21 09:05:07 UTC, a Saturday.
  let template = Template(values: ["base": "http://127.0.0.1:1"], start: 1_795_251_907)

  @Test(arguments: [
    ("{{base}}/x", "http://127.0.0.1:1/x"),
    ("a {{date -3h30m rfc822}} b", "a Sat, 21 Nov 2026 05:35:07 +0000 b"),
    ("{{date -26h rfc3339}}", "2026-11-20T07:05:07Z"),
    ("{{date -1d10h iso-day}}", "2026-11-19"),
    ("{{date -0m long}}", "21 November 2026, 09:05"),
    ("{{date +1d dotted}}", "22.11.2026, 09:05"),
    ("on {{date -1d weekday}}", "on Friday"),
    ("no { { placeholder }}", "no { { placeholder }}"),
  ])
  func `placeholders are filled in`(text: String, expected: String) throws {
    #expect(try template.fill(text) == expected)
  }

  @Test(arguments: [
    "{{bass}}", "{{base", "{{}}", "{{date}}", "{{date -3h}}", "{{date 3h rfc822}}", "{{date -3 rfc822}}",
    "{{date -h rfc822}}", "{{date -3x rfc822}}", "{{date -3h rfc1}}", "{{date -99999h rfc822}}",
  ])
  func `what cannot be filled in is refused by name`(text: String) {
    #expect { try template.fill(text) } throws: { ($0 as? OriginError)?.code == "bad-placeholder" }
  }
}
