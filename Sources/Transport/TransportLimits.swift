// What one fetch, one host and one origin's answer may cost.

/// The bounds of the fetch loop. A hostile or broken origin costs its bound and nothing more.
public struct TransportLimits: Sendable, Equatable {
  /// Transfers in flight at once, over all hosts; further fetches wait in line.
  public var maxConnections: Int
  /// Transfers in flight at once to one host.
  public var maxPerHost: Int
  /// Milliseconds from the start of one request to a host to the start of the next, whatever either is for: redirects
  /// and robots files count. A wait in line, not counted as time on the wire. 0 means none.
  public var hostSpacingMilliseconds: Int
  /// Milliseconds for name resolution, TCP and TLS together.
  public var connectTimeoutMilliseconds: Int
  /// Milliseconds a fetch may take on the wire, redirects included; waiting in line is not counted.
  public var totalTimeoutMilliseconds: Int
  /// A transfer slower than this many bytes a second…
  public var lowSpeedBytesPerSecond: Int
  /// …for this many seconds is given up. Silence counts as slow.
  public var lowSpeedSeconds: Int
  /// Bytes of header lines of one answer, interim answers and trailers included.
  public var maxHeaderBytes: Int
  /// Redirects followed within one fetch.
  public var maxRedirects: Int

  /// The bounds, each with a default fit for polling some thousand sources.
  public init(
    maxConnections: Int = 32, maxPerHost: Int = 2, connectTimeoutMilliseconds: Int = 15_000,
    totalTimeoutMilliseconds: Int = 60_000, lowSpeedBytesPerSecond: Int = 64, lowSpeedSeconds: Int = 20,
    maxHeaderBytes: Int = 262_144, maxRedirects: Int = 5, hostSpacingMilliseconds: Int = 0
  ) {
    self.maxConnections = maxConnections
    self.maxPerHost = maxPerHost
    self.connectTimeoutMilliseconds = connectTimeoutMilliseconds
    self.totalTimeoutMilliseconds = totalTimeoutMilliseconds
    self.lowSpeedBytesPerSecond = lowSpeedBytesPerSecond
    self.lowSpeedSeconds = lowSpeedSeconds
    self.maxHeaderBytes = maxHeaderBytes
    self.maxRedirects = maxRedirects
    self.hostSpacingMilliseconds = hostSpacingMilliseconds
  }
}
