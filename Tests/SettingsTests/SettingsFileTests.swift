// Files as a whole: complete ones, the ones that ship, and what is no settings file at all.
import Foundation
import News
import Settings
import Testing

struct SettingsFileTests {
  @Test("every key is read")
  func complete() throws {
    let settings = try SettingsFile.load(path: RefusedFile.folder.path + "/complete.yaml")
    #expect(settings.stateDirectory == RefusedFile.folder.path + "/../news")

    var polling = Configuration.Polling()
    polling.interval = 5400
    polling.shortest = 2
    polling.longest = 172_800
    polling.jitter = 0.25
    polling.maxConnections = 8
    polling.maxPerHost = 1
    polling.hostSpacingMilliseconds = 250
    polling.timeout = 60
    polling.connectTimeout = 5
    polling.moveSightings = 2
    polling.moveAfter = 0
    #expect(settings.polling == polling)

    var network = Configuration.Network()
    network.userAgent = "example-news/1.0"
    network.contact = "editor@news.example"
    network.proxy = "socks5h://127.0.0.1:1080"
    network.allow = ["127.0.0.0/8", "::1", "intranet.example"]
    network.caFile = RefusedFile.folder.path + "/authority.pem"
    network.maxFeedBytes = 5_000_000
    network.maxPageBytes = 500_000
    network.respectRobots = false
    #expect(settings.network == network)

    #expect(settings.stories.window == 604_800)
    #expect(settings.stories.prefer == [SourceName("post")!, SourceName("front")!])
    #expect(settings.bundles.durability == .each)
    #expect(settings.bundles.keepSource)
    #expect(settings.bundles.batchSize == 10)
    #expect(settings.bundles.batchMilliseconds == 50)
    #expect(settings.log.level == .debug)

    #expect(
      settings.sources == [
        Source(
          name: SourceName("post")!, title: "The Post", url: WebAddress("https://post.example/rss.xml")!, interval: 2,
          language: LanguageTag("en-GB"), pages: .always, headers: ["Accept-Language": "en"],
          secretHeaders: ["X-Api-Key": SecretFile("post-key", in: RefusedFile.folder.path)],
          credentials: .basic(
            user: "desk", password: SecretFile("/run/secrets/post", in: RefusedFile.folder.path)),
          robots: .all, asksForDelta: true),
        Source(
          name: SourceName("front")!, url: WebAddress("https://front.example/")!, kind: .html, interval: 5400,
          pages: .never,
          listing: ListingRules(
            item: "article", link: ".//a[1]", title: "h2", date: "time/@datetime", summary: "p", author: ".by",
            dateFormats: [try DateFormat("%d/%m/%Y %H:%M"), try DateFormat("%d %B")],
            timeZone: ClockZone(name: "+05:30", offsetMinutes: 330), pages: 3, next: "a.older"),
          article: PageRules(
            body: ["div.text", "//section[@id='more']"], remove: [".advert"], title: "h1", date: "//time/@datetime")),
        Source(
          name: SourceName("third.example-feed")!, url: WebAddress("https://www.third.example/feed/?a=b")!,
          interval: 5400),
        Source(
          name: SourceName("map")!, url: WebAddress("https://map.example/news-sitemap.xml")!, kind: .sitemap,
          interval: nil, shortest: 60, longest: 259_200,
          credentials: .bearer(token: SecretFile("map-token", in: RefusedFile.folder.path)), robots: .none),
      ])
  }

  @Test("a file of nothing but sources has every default")
  func defaults() throws {
    let settings = try SettingsFile.parse(
      "sources: [https://post.example/]", file: "f", directory: "/etc/newsfold")
    #expect(
      settings
        == Configuration(
          stateDirectory: "/etc/newsfold/newsfold-state",
          sources: [Source(name: SourceName("post.example")!, url: WebAddress("https://post.example/")!)]))
  }

  @Test(
    "the state directory is relative to the settings file",
    arguments: [
      ("news", ".", "./news"), ("./news", "conf", "conf/news"), ("/var/lib/news", "conf", "/var/lib/news"),
      ("news", "/", "/news"), ("../news", "conf", "conf/../news"),
    ])
  func state(written: String, directory: String, wanted: String) throws {
    let settings = try SettingsFile.parse(
      "state: \(written)\nsources: [https://post.example/]", file: "f", directory: directory)
    #expect(settings.stateDirectory == wanted)
  }

  @Test(
    "a source's own interval counts, then that of all; without one, or where the word says so, it adapts",
    arguments: [
      ("jitter: 0", "", Int?.none), ("interval: 1h", "", 3600), ("interval: 1h", "interval: adaptive", nil),
      ("interval: adaptive", "interval: 2h", 7200), ("interval: adaptive", "", nil),
      ("interval: 1h", "{interval: 2s, shortest: 1s}", 2),
    ])
  func interval(all: String, own: String, wanted: Int?) throws {
    let own = own.filter { !"{}".contains($0) }
    let yaml = "polling: {\(all)}\nsources: [{url: https://post.example/\(own.isEmpty ? "" : ", " + own)}]"
    let settings = try SettingsFile.parse(yaml, file: "f", directory: ".")
    #expect(settings.sources[0].interval == wanted)
  }

  @Test(
    "the time between two requests to a host can be told in milliseconds",
    arguments: [("250ms", 250), ("0s", 0), ("2s", 2000), ("1m30s", 90_000)])
  func spacing(text: String, wanted: Int) throws {
    let settings = try SettingsFile.parse(
      "polling: {host_spacing: \(text)}\nsources: [https://post.example/]", file: "f", directory: ".")
    #expect(settings.polling.hostSpacingMilliseconds == wanted)
  }

  @Test("words that YAML takes for something else stay words")
  func words() throws {
    let yaml = "sources:\n  - {url: https://post.example/, language: no, title: 1984, name: 0123}"
    let source = try SettingsFile.parse(yaml, file: "f", directory: ".").sources[0]
    #expect(source.language == LanguageTag("no"))
    #expect(source.title == "1984")
    #expect(source.name.description == "0123")
  }

  @Test("aliases may be used, as long as they are few")
  func aliases() throws {
    let yaml = """
      sources:
        - {url: https://post.example/1, headers: &h {Accept-Language: en}}
        - {url: https://post.example/2, headers: *h}
      """
    let settings = try SettingsFile.parse(yaml, file: "f", directory: ".")
    #expect(settings.sources.map(\.headers) == [["Accept-Language": "en"], ["Accept-Language": "en"]])
  }

  @Test("the settings that ship are sound, and what they show as defaults are the defaults")
  func shipped() throws {
    let path = RefusedFile.folder.path + "/../../../Config/newsfold.yaml"
    let settings = try SettingsFile.load(path: path)
    #expect(settings.sources.count >= 10)
    var defaults = Configuration(stateDirectory: settings.stateDirectory, sources: settings.sources)
    #expect(settings == defaults)
    defaults.polling.longest += 1
    #expect(settings != defaults)
  }

  @Test(
    "what is no settings file is one problem of the whole file",
    arguments: [
      ([UInt8](), "is empty"), (Array("# nothing\n\n".utf8), "is empty"), ([0xFF, 0xFE, 0x61, 0], "UTF-16"),
    ])
  func whole(bytes: [UInt8], words: String) throws {
    let problem = try #require(try problems(of: bytes).first)
    #expect(problem.line == 0 && problem.message.contains(words), "\(problem)")
  }

  @Test("a file of endless comments is refused for its length")
  func length() throws {
    let problem = try #require(try problems(of: Array(repeating: UInt8(ascii: "#"), count: 16_000_001)).first)
    #expect(problem.message.contains("longer than 16 MB"))
  }

  @Test(
    "bytes that are not text are named with their place",
    arguments: [
      (Array("a: b\né: ".utf8) + [0xE4], "2:4", "0xe4"), ([0x80], "1:1", "0x80"),
      (Array("log: {}\nb\u{0}d: 1\n".utf8), "2:2", "control characters"),
    ])
  func place(bytes: [UInt8], place: String, words: String) throws {
    let problem = try #require(try problems(of: bytes).first)
    #expect(problem.description.contains(":\(place): ") && problem.message.contains(words), "\(problem)")
  }

  @Test("nesting without end is refused", arguments: ["- ", "[", "{a: ", "? "])
  func nesting(unit: String) throws {
    let problem = try #require(try problems(of: Array(String(repeating: unit, count: 100_000).utf8)).first)
    #expect(problem.message.contains("nested too deep") || problem.message.contains("is not YAML"), "\(problem)")
  }

  @Test("a byte order mark is no part of the settings")
  func byteOrderMark() throws {
    let text = "\u{FEFF}sources: [https://post.example/]\n"
    #expect(try problems(of: Array(text.utf8)).isEmpty)
  }

  @Test(
    "a file that cannot be read is a problem with advice",
    arguments: [
      ("/nowhere/newsfold.yaml", "--config"), ("/", "is a folder"),
    ])
  func unreadable(path: String, words: String) {
    let error = #expect(throws: SettingsError.self) { try SettingsFile.load(path: path) }
    #expect(error?.problems.first?.message.contains(words) == true)
  }

  private func problems(of bytes: [UInt8]) throws -> [SettingsProblem] {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("newsfold-\(UUID().uuidString).yaml").path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      _ = try SettingsFile.load(path: path)
      return []
    } catch {
      return error.problems
    }
  }

  @Test func `a refused address is told without its password and query`() {
    let yaml = """
      network: {proxy: "http://user:secret@p:99999"}
      sources: ["http://user:secret@news.example:99999/feed?token=secret"]
      """
    #expect { try SettingsFile.parse(yaml, file: "f", directory: "") } throws: { error in
      guard let problems = (error as? SettingsError)?.problems else { return false }
      return problems.count == 2 && problems.allSatisfy { !$0.message.contains("secret") && $0.message.contains("…") }
    }
  }
}
