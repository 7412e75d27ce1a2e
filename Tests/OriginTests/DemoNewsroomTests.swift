// The demo newsroom as it is committed: every file can be served, the editions differ as told, the truth names files.

import Foundation
import Testing

@testable import Origin

@Suite struct DemoNewsroomTests {
  static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Config/demo").standardizedFileURL.path
  let newsroom: DemoNewsroom
  let base = "http://127.0.0.1:8000"

  init() throws {
    newsroom = try DemoNewsroom(directory: Self.directory, start: 1_795_251_907)
  }

  func get(_ path: String, _ edition: String, tag: String? = nil) -> OriginResponse {
    let headers = tag.map { ["if-none-match": $0] } ?? [:]
    return newsroom.response(to: OriginRequest(path: path, headers: headers), edition: edition, base: base)
  }

  /// Paths of an edition's own files, such as `/meridian/feed.xml`.
  static func files(_ edition: String) throws -> [String] {
    let root = directory + "/" + edition
    let all = try #require(FileManager.default.enumerator(atPath: root))
    return all.compactMap { $0 as? String }.filter { $0.contains(".") && !$0.hasSuffix(".status") }.map { "/" + $0 }
  }

  @Test func `morning comes before noon`() {
    #expect(newsroom.editions == ["morning", "noon"])
    #expect(get("/robots.txt", "evening").status == 404)
  }

  @Test func `every file is served with its placeholders filled in`() throws {
    for path in try Self.files("morning") where path != "/seaview-radio/feed.xml" {
      let response = get(path, "morning")
      #expect(response.status == 200, "\(path)")
      let text = String(decoding: response.body, as: UTF8.self)
      #expect(!text.contains("{{"), "\(path)")
      #expect(!text.contains("127.0.0.1") || text.contains(base + "/"), "\(path)")
    }
    #expect(get("/seaview-radio/feed.xml", "morning").status == 500)
  }

  @Test func `at noon what is unchanged answers 304 and what is changed does not`() throws {
    let changed = try Self.files("noon")
    #expect(changed.count == 4)
    for path in try Self.files("morning") where path != "/seaview-radio/feed.xml" {
      let tag = try #require(get(path, "morning").headers["ETag"])
      #expect(get(path, "noon", tag: tag).status == (changed.contains(path) ? 200 : 304), "\(path)")
    }
    let added = "/the-quay/check-your-cupboard-oat-bars.html"
    #expect(get(added, "morning").status == 404)
    #expect(get(added, "noon").status == 200)
  }

  @Test func `the settings name the server and the state directory, quoted`() throws {
    let text = try newsroom.settings(base: base, state: #"/tmp/a "b"\c"#)
    #expect(text.contains(#"state: "/tmp/a \"b\"\\c""#))
    #expect(text.contains(#"url: "http://127.0.0.1:8000/meridian/feed.xml""#))
    #expect(!text.contains(": \"{{"))
  }

  @Test func `the truth names every article once, and articles that exist`() throws {
    struct Truth: Decodable {
      var stories: [String: [String]]
      var how: [String: String]
      var apart: [[String]]
      var noon: [String: [String]]
    }
    let data = try Data(contentsOf: URL(fileURLWithPath: Self.directory + "/truth.json"))
    let truth = try JSONDecoder().decode(Truth.self, from: data)
    let told = truth.stories.values.flatMap { $0 }
    #expect(told.count >= 30 && truth.stories.count >= 10)
    #expect(Set(told).count == told.count)
    let pages = Set(["morning", "noon"].flatMap { (try? Self.files($0)) ?? [] })
      .filter { $0.hasSuffix(".html") && $0.split(separator: "/").count == 2 && !$0.hasSuffix("index.html") }
      .subtracting(["/oldtown-echo/feed.html"])
    #expect(Set(told.map { "/\($0).html" }) == pages)
    #expect(Set(truth.how.keys) == Set(told))
    let story = truth.stories.reduce(into: [String: String]()) { map, entry in
      for article in entry.value { map[article] = entry.key }
    }
    for pair in truth.apart {
      let first = try #require(story[pair[0]])
      let second = try #require(story[pair[1]])
      #expect(first != second)
    }
    #expect(truth.noon.values.joined().allSatisfy { told.contains($0) })
  }

  @Test func `a directory that is no newsroom is refused by name`() throws {
    let scratch = try Scratch(["x.txt": ""])
    #expect { try DemoNewsroom(directory: scratch.path, start: 0) } throws: {
      ($0 as? OriginError)?.message.contains(scratch.path) == true
    }
    let empty = try Scratch(["newsfold.yaml": ""])
    #expect { try DemoNewsroom(directory: empty.path, start: 0) } throws: { ($0 as? OriginError)?.code == "no-content" }
  }
}
