// newsfold demo: a newsroom of invented outlets on a loopback port, ingested twice, and what came of it.
import ArgumentParser
import Console
import Foundation
import Logging
import News
import Origin
import Settings
import Worker

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Runs the whole job on a built-in newsroom of invented outlets, over HTTP on a loopback port.",
    discussion: """
      Ingests the morning edition, then the noon edition in which one article was corrected and others were added. Needs \
      no internet. What it wrote stays in the directory named, so that you can look around in it.
      """)

  @OptionGroup var output: OutputOptions
  @Option(help: "Where the demo newsroom's files are. Default: Config/demo here or beside the program.")
  var newsroom: String?
  @Option(help: "Where to write. Default: a new directory demo-state here.")
  var state: String?

  func run() async throws {
    let content = try findNewsroom()
    let state = try freshState()
    let start = SystemTime().now()
    let newsroom = try DemoNewsroom(directory: content, start: start.seconds)
    let edition = SharedText(newsroom.editions[0])
    let base = SharedText("")
    let origin = LoopbackOrigin { request in
      newsroom.response(to: request, edition: edition.current, base: base.current)
    }
    base.current = "http://127.0.0.1:\(try await origin.start())"
    let settingsPath = state + "/newsfold.yaml"
    try newsroom.settings(base: base.current, state: state).write(
      toFile: settingsPath, atomically: true, encoding: .utf8)
    let settings = try SettingsFile.load(path: settingsPath)
    let workspace = try Workspace(settings: settings, log: .newsfold(.error))
    var runs: [(edition: String, report: RunReport)] = []
    for name in newsroom.editions {
      edition.current = name
      runs.append((name, try await OneShot(workspace).run(force: true)))
    }
    await workspace.close()
    await origin.stop()
    let inspector = try Inspector(state: state, windowSeconds: settings.stories.window)
    let report = try DemoReport(runs: runs, inspector: inspector, state: state, settings: settingsPath)
    try print(output.json ? JSONText.text(report) : report.text(output.terminal), terminator: "")
  }

  private func findNewsroom() throws -> String {
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    let usual = [
      "Config/demo", program.appendingPathComponent("../share/newsfold/demo").standardized.path,
      program.appendingPathComponent("../../../Config/demo").standardized.path,
      program.appendingPathComponent("../../Config/demo").standardized.path,
    ]
    let candidates = newsroom.map { [$0] } ?? usual
    if let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0 + "/newsfold.yaml") }) {
      return found
    }
    throw Refusal(
      code: "usage",
      message: "no demo newsroom in \(candidates.joined(separator: ", ")); name its directory with --newsroom")
  }

  /// The demo starts from nothing, so it never touches a directory that holds something.
  private func freshState() throws -> String {
    let files = FileManager.default
    let base = state ?? "demo-state"
    var path = URL(fileURLWithPath: base).path
    if state == nil {
      var number = 2
      while files.fileExists(atPath: path) {
        path = URL(fileURLWithPath: "\(base)-\(number)").path
        number += 1
      }
    } else if let there = try? files.contentsOfDirectory(atPath: path), !there.isEmpty {
      throw Refusal(code: "usage", message: "\(path) is not empty; the demo writes only to a new or empty directory")
    }
    do { try files.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw Refusal(code: "io", message: "\(path) cannot be made: \(error.localizedDescription)")
    }
    return path
  }
}
