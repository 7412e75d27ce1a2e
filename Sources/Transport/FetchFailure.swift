// Why a fetch gave no answer: a code for the schedule, a sentence for the person.

internal import News

/// A fetch that ended without an answer.
public struct FetchFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong, stable and machine-readable.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The name, such as `too-large`.
    public let rawValue: String
    /// A code by its name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The host name has no address.
    public static let dns = Code(rawValue: "dns")
    /// No connection came about.
    public static let connect = Code(rawValue: "connect")
    /// The connection broke before the answer was complete.
    public static let connectionLost = Code(rawValue: "connection-lost")
    /// TLS failed: certificate, name or protocol.
    public static let tls = Code(rawValue: "tls")
    /// The fetch took longer than it may.
    public static let timeout = Code(rawValue: "timeout")
    /// The answer trickled.
    public static let tooSlow = Code(rawValue: "too-slow")
    /// The decompressed body is larger than wanted.
    public static let tooLarge = Code(rawValue: "too-large")
    /// The header is larger than wanted.
    public static let headersTooLarge = Code(rawValue: "headers-too-large")
    /// Redirects without end.
    public static let tooManyRedirects = Code(rawValue: "too-many-redirects")
    /// A redirect to something that is no http(s) address.
    public static let badRedirect = Code(rawValue: "bad-redirect")
    /// The address guard refused the address.
    public static let blockedByPolicy = Code(rawValue: "blocked-by-policy")
    /// What came is not HTTP as agreed: wrong length, broken chunks or compression, HTTP/2 errors.
    public static let protocolError = Code(rawValue: "protocol-error")
    /// The system gave the worker no socket: too many open files. Nothing is known of the origin.
    public static let noSocket = Code(rawValue: "no-socket")
    /// The settings' proxy failed or refused. Nothing is known of the origin.
    public static let proxy = Code(rawValue: "proxy")
    /// It waited in line for a host that has asked to be left alone meanwhile; nothing was asked.
    public static let held = Code(rawValue: "held")
    /// The task was cancelled, or the client shut down.
    public static let cancelled = Code(rawValue: "cancelled")
    /// The request itself cannot be sent.
    public static let badRequest = Code(rawValue: "bad-request")
    /// libcurl gave up for a reason of its own, such as lack of memory.
    public static let internalError = Code(rawValue: "internal-error")
  }

  /// What went wrong.
  public var code: Code
  /// A sentence that says what happened and, where one can, what to do. Safe for a terminal; no password, no query value.
  public var message: String
  /// Whether a connection used before ended without a byte of answer, as happens when the origin closes what has been
  /// idle just as it is used. Another connection is worth one try.
  var metClosingConnection = false

  /// A failure.
  public init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  /// Whether the worker's own rules, not the origin, ended it.
  public var isPolicy: Bool { code == .blockedByPolicy }

  /// Whether asking again later may help without anyone changing a setting.
  public var isRetryable: Bool { ![.blockedByPolicy, .badRequest, .cancelled].contains(code) }

  /// `code: message`.
  public var description: String { "\(code.rawValue): \(message)" }
}
