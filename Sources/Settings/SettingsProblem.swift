// What is wrong with a settings file, and where.

/// One thing that is wrong, with its place and what would be right.
public struct SettingsProblem: Sendable, Equatable, CustomStringConvertible {
  /// The file as it was named.
  public var file: String
  /// The line from 1; 0 where the file as a whole is meant.
  public var line: Int
  /// The column from 1, counted in Unicode scalars; 0 where the file as a whole is meant.
  public var column: Int
  /// What was found and what would be right.
  public var message: String

  /// A problem.
  public init(file: String, line: Int, column: Int, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// `file:line:column: message`, the form editors and terminals jump to.
  public var description: String { line > 0 ? "\(file):\(line):\(column): \(message)" : "\(file): \(message)" }
}

/// All that is wrong with a settings file, in the order of the file.
public struct SettingsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// At least one.
  public var problems: [SettingsProblem]

  /// An error of at least one problem.
  public init(problems: [SettingsProblem]) { self.problems = problems }

  /// One problem a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
