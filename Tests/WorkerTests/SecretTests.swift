// Credentials and secret headers: read from files when they are sent, sent where they belong, shown nowhere.
import Foundation
import News
import Settings
import TestOrigin
import Testing

@testable import Worker

@Suite struct SecretTests {
  /// A feed that only answers to the right credentials.
  private func origin(_ wanted: String) throws -> TestOrigin {
    try TestOrigin { request in
      guard request["Authorization"] == wanted else { return Reply(status: 401) }
      return .ok(body: "<rss version=\"2.0\"><channel><item><guid>1</guid><title>T</title></item></channel></rss>")
    }
  }

  private func write(_ text: String, _ name: String, _ press: Press) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: press.state + "/" + name))
  }

  @Test(
    arguments: [
      ("{user: desk, password_file: secret}", "Basic ZGVzazpvcGVuOiBzZXNhbWUg"),
      ("{token_file: ./secret}", "Bearer open: sesame "),
    ])
  func `a credential stands in a file beside the settings, and its line end is no part of it`(
    credentials: String, wanted: String
  ) async throws {
    let press = try Press()
    let origin = try origin(wanted)
    let source = "- {name: a, url: \"\(origin.url("/feed"))\", credentials: \(credentials)}"
    try write("wrong", "secret", press)
    #expect(try await press.ingest(source).sources[0].outcome == "http-401")
    // Read each time, so that a new password needs no restart.
    try write("open: sesame \n", "secret", press)
    let report = try await press.ingest(source)
    #expect(report.sources[0].outcome == "ok")
    origin.stop()
  }

  @Test func `headers from files are sent, and neither they nor credentials follow a redirect elsewhere`() async throws
  {
    let press = try Press()
    let other = try TestOrigin { _ in .ok(body: "<rss version=\"2.0\"><channel/></rss>") }
    press.set("/feed", .redirect(302, to: other.url("/there")))
    try write("k1", "key", press)
    try write("p1", "password", press)
    let source = """
      - name: a
        url: "\(press.origin.url("/feed"))"
        secret_headers: {X-Api-Key: key}
        credentials: {user: desk, password_file: password}
      """
    try await press.ingest(source)
    let first = try #require(press.origin.requests.first)
    #expect(first["X-Api-Key"] == "k1")
    #expect(first["Authorization"] == "Basic ZGVzazpwMQ==")
    let second = try #require(other.requests.first)
    #expect(second["X-Api-Key"] == nil && second["Authorization"] == nil)
    other.stop()
  }

  @Test func `a name and password in the address are also sent to where it moved on the same host, in later runs`()
    async throws
  {
    let press = try Press()
    press.set("/feed", .redirect(301, to: press.origin.url("/there")))
    press.set("/there", items: "")
    let url = press.origin.url("/feed").replacing("http://", with: "http://desk:p%401@")
    let settings = """
      state: "\(press.state)"
      polling: {host_spacing: 0s, move_sightings: 1, move_after: 0s}
      network: {allow: [127.0.0.1]}
      sources: ["\(url)"]
      """
    for _ in 1...2 {
      let workspace = try Workspace(
        settings: SettingsFile.parse(settings, file: "f", directory: press.state), log: DemoPress.quiet)
      _ = try await OneShot(workspace).run(force: true)
      await workspace.end()
    }
    #expect(press.origin.requests.map(\.path) == ["/feed", "/there", "/there"])
    #expect(press.origin.requests[2]["Authorization"] == "Basic ZGVzazpwQDE=")
  }

  @Test func `an address a source has moved to is told no secrets, until the settings name it`() async throws {
    let press = try Press()
    let other = try TestOrigin { _ in .ok(body: "<rss version=\"2.0\"><channel/></rss>") }
    press.set("/feed", .redirect(301, to: other.url("/there")))
    try write("k1", "key", press)
    let settings = """
      state: "\(press.state)"
      polling: {host_spacing: 0s, move_sightings: 1, move_after: 0s}
      network: {allow: [127.0.0.1]}
      sources:
        - {name: a, url: "\(press.origin.url("/feed"))", headers: {X-Plain: p}, secret_headers: {X-Api-Key: key},
           credentials: {token_file: key}}
      """
    for _ in 1...2 {
      let workspace = try Workspace(
        settings: SettingsFile.parse(settings, file: "f", directory: press.state), log: DemoPress.quiet)
      _ = try await OneShot(workspace).run(force: true)
      await workspace.end()
    }
    #expect(press.origin.requests.count == 1 && other.requests.count == 2)
    #expect(press.origin.requests[0]["X-Api-Key"] == "k1")
    for request in other.requests {
      #expect(request["X-Api-Key"] == nil && request["X-Plain"] == nil && request["Authorization"] == nil)
    }
    other.stop()
  }

  @Test(
    arguments: [
      ("", "is empty"), ("\n", "is empty"), ("one\ntwo\n", "more than one line"), ("a\u{7}b", "control character"),
      (String(repeating: "x", count: 70_000), "longer than"),
    ])
  func `a secret that cannot be sent is told by its file, and nothing is asked`(text: String, words: String)
    async throws
  {
    let press = try Press()
    try write(text, "secret", press)
    let source = "- {name: a, url: \"\(press.origin.url("/feed"))\", credentials: {token_file: secret}}"
    let report = try await press.ingest(source).sources[0]
    #expect(report.outcome == "secret-unreadable")
    #expect(report.message.contains("\(press.state)/secret") && report.message.contains(words), "\(report.message)")
    #expect(press.origin.requests.isEmpty)
  }

  @Test func `a secret that is not there, a folder and a pipe nobody writes into are told as such`() throws {
    let press = try Press()
    #expect(mkfifo(press.state + "/pipe", 0o600) == 0)
    for (path, words) in [("missing", "No such file"), (".", "is no file"), ("pipe", "is no file")] {
      let refusal = try #require(throws: Refusal.self) { _ = try Secrets.read(SecretFile(path, in: press.state)) }
      #expect(refusal.message.contains(words), "\(refusal.message)")
    }
  }

  @Test func `a name alone is a credential of the service manager first, a path never`() throws {
    let press = try Press()
    let handed = press.state + "/handed"
    try FileManager.default.createDirectory(atPath: handed, withIntermediateDirectories: true)
    try write("mine", "key", press)
    try write("handed", "handed/key", press)
    let read = { try Secrets.read(SecretFile($0, in: press.state), credentialsDirectory: handed) }
    #expect(try read("key") == "handed")
    #expect(try read("./key") == "mine")
    #expect(try read(press.state + "/key") == "mine")
    try FileManager.default.removeItem(atPath: handed + "/key")
    #expect(try read("key") == "mine")
  }

  @Test func `a check of the settings names secrets that are missing, and those that everybody can read`() throws {
    let press = try Press()
    try write("a", "open", press)
    try write("b", "closed", press)
    chmod(press.state + "/open", 0o644)
    chmod(press.state + "/closed", 0o640)
    let source = try press.settings(
      """
      - url: https://post.example/
        secret_headers: {A: open, B: closed, C: missing}
      """
    ).sources[0]
    let problems = Secrets.problems(of: source)
    #expect(problems.count == 2)
    #expect(problems[0].contains("/open can be read by everybody"))
    #expect(problems[1].contains("/missing cannot be read"))
  }
}
