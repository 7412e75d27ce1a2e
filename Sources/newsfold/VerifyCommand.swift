// newsfold verify: proves that what is on disk is whole.
import ArgumentParser
import Console
import News
import Worker

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks bundles, checksums, items, story files and the catalogue against each other; names each fault.",
    discussion: "Changes nothing. Exit code 65 when anything is wrong.")

  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let report = try common.inspector().verify()
    if output.json {
      try print(JSONText.text(report), terminator: "")
    } else {
      for fault in report.faults { print(DisplayText.line("\(fault.path): \(fault.problem)")) }
      print(
        "\(Phrases.count(report.bundles, "bundle")) and \(Phrases.count(report.stories, "story file")) checked: "
          + (report.faults.isEmpty ? "all whole" : Phrases.count(report.faults.count, "fault")))
    }
    if !report.faults.isEmpty { throw ExitCode(ExitStatus.badData) }
  }
}
