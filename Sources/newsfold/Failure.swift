// How a command ends badly: one sentence on standard error, and the exit code that says what kind of trouble it is.
import ArgumentParser
import Bundles
import Catalog
import Foundation
import News
import Settings

/// Exit codes (sysexits.h).
enum ExitStatus {
  static let badData: Int32 = 65
  static let noInput: Int32 = 66
  static let unreachable: Int32 = 69
  static let cannotCreate: Int32 = 73
  static let inputOutput: Int32 = 74
  static let tryAgain: Int32 = 75
  static let noPermission: Int32 = 77
  static let badSettings: Int32 = 78
}

enum Failure {
  /// Ends the program as the error asks.
  static func exit(with error: any Error) -> Never {
    switch error {
    case let error as SettingsError:
      for problem in error.problems { complain("\(problem)", prefix: "") }
      Foundation.exit(ExitStatus.badSettings)
    case let error as BundleFailure:
      complain("\(error)")
      let codes = ["locked": ExitStatus.tryAgain, "permission": ExitStatus.noPermission]
      Foundation.exit(codes[error.code] ?? ExitStatus.inputOutput)
    case let error as CatalogFailure:
      complain(error.description)
      Foundation.exit(error.code == "corrupt" ? ExitStatus.badData : ExitStatus.inputOutput)
    case let error as Refusal:
      complain(error.message)
      Foundation.exit(code(of: error))
    default:
      Newsfold.exit(withError: error)  // usage errors, help, and codes already decided
    }
  }

  /// Writes one line to standard error.
  static func complain(_ message: String, prefix: String = "newsfold: ") {
    FileHandle.standardError.write(Data((prefix + DisplayText.line(message) + "\n").utf8))
  }

  private static func code(of refusal: Refusal) -> Int32 {
    switch refusal.code {
    case "no-state", "not-found", "ambiguous", "bad-identifier", "unknown-source", "usage": 64
    case "bad-allow-entry", "bad-ca-file", "bad-user-agent", "bad-proxy", "bad-selector": ExitStatus.badSettings
    case "no-input": ExitStatus.noInput
    case "cannot-create": ExitStatus.cannotCreate
    case "busy", "changed": ExitStatus.tryAgain
    case "io", "few-descriptors", "no-epoll", "no-libcurl": ExitStatus.inputOutput
    default: ExitStatus.badData
    }
  }
}
