// What standard output is: a terminal of some width that may have colours, or a pipe.
internal import Glibc

/// Where output goes.
public struct Terminal: Sendable {
  /// Columns, nil where output is not a terminal.
  public var width: Int?
  /// Whether colours are wanted.
  public var colour: Bool

  /// Output of a known kind.
  public init(width: Int?, colour: Bool) {
    self.width = width
    self.colour = colour
  }

  /// Standard output as it is. `COLUMNS` overrides the width; `NO_COLOR` (not empty) and `TERM=dumb` switch colours off.
  public static func standardOutput(environment: [String: String]) -> Terminal {
    guard isatty(STDOUT_FILENO) == 1 else { return Terminal(width: nil, colour: false) }
    var size = winsize()
    let asked = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_col) : 0
    let width = environment["COLUMNS"].flatMap(Int.init) ?? (asked > 0 ? asked : 80)
    let plain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    return Terminal(width: max(width, 20), colour: !plain && environment["TERM"] != "dumb")
  }

  /// A style a terminal knows (ECMA-48 SGR).
  public enum Style: String, Sendable {
    /// Stands out.
    case bold = "1"
    /// Steps back.
    case dim = "2"
    /// Went well.
    case green = "32"
    /// Wants attention.
    case yellow = "33"
    /// Failed.
    case red = "31"
    /// A name or identifier.
    case cyan = "36"
  }

  /// The text in a style, where colours are wanted. The text must be escaped already.
  public func styled(_ text: String, _ style: Style) -> String {
    colour && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
