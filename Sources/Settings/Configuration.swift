// What the settings file says, typed and complete: every value that was not given has its default here.
public import News

/// The whole configuration of one newsroom.
public struct Configuration: Sendable, Equatable {
  /// Where everything known and written is kept; absolute, or relative to the working directory as the settings file
  /// itself was. Key `state`, relative to the settings file's directory.
  public var stateDirectory: String
  /// How often sources are asked.
  public var polling = Polling()
  /// How requests are made.
  public var network = Network()
  /// How stories are recognised.
  public var stories = Stories()
  /// How articles are written.
  public var bundles = Bundles()
  /// What is logged.
  public var log = Log()
  /// What is polled, in the order of the file; names are unique.
  public var sources: [Source]

  /// A configuration with every default.
  public init(stateDirectory: String, sources: [Source]) {
    self.stateDirectory = stateDirectory
    self.sources = sources
  }

  /// How often sources are asked, and how many at once. Times in seconds.
  public struct Polling: Sendable, Equatable {
    /// The time between two polls of a source that says nothing else; nil adapts it to how often the source publishes.
    public var interval: Int?
    /// No source is asked more often, unless its own settings say so.
    public var shortest = 300
    /// Every source is asked at least this often, failing ones included, unless its own settings say otherwise.
    public var longest = 86_400
    /// The share of an interval by which polls are spread, 0 to 0.5.
    public var jitter = 0.1
    /// Connections open at once.
    public var maxConnections = 32
    /// Connections open at once to one host.
    public var maxPerHost = 2
    /// The least time between the starts of two requests to one host, in milliseconds.
    public var hostSpacingMilliseconds = 1000
    /// A whole transfer.
    public var timeout = 30
    /// Name lookup, connection and TLS.
    public var connectTimeout = 10
    /// How often in a row a permanent redirect must lead to the same address before that is asked instead.
    public var moveSightings = 3
    /// And over how long.
    public var moveAfter = 7 * 86_400

    /// The defaults.
    public init() {}
  }

  /// How requests are made, and what they may reach.
  public struct Network: Sendable, Equatable {
    /// The whole User-Agent; nil for the usual one.
    public var userAgent: String?
    /// An address or page where a publisher can reach the person who polls; it becomes part of the User-Agent.
    public var contact: String?
    /// A proxy for all requests; the environment's is never used.
    public var proxy: String?
    /// Addresses (CIDR) and host names that may be reached although they are private.
    public var allow: [String] = []
    /// The longest feed taken, in bytes after decompression.
    public var maxFeedBytes = 20_000_000
    /// The longest page taken, in bytes after decompression.
    public var maxPageBytes = 10_000_000
    /// A PEM file of certificate authorities to trust, for networks with one of their own.
    public var caFile: String?
    /// Whether robots.txt is asked and obeyed, as far as a source's own settings go.
    public var respectRobots = true

    /// The defaults.
    public init() {}
  }

  /// How stories are recognised.
  public struct Stories: Sendable, Equatable {
    /// How far back an article can join a story, in seconds.
    public var window = 14 * 86_400
    /// Sources whose telling leads a story they have told, the most trusted first; without one the first seen leads.
    public var prefer: [SourceName] = []

    /// The defaults.
    public init() {}
  }

  /// When written articles are forced to the disk.
  public enum Durability: String, Sendable, CaseIterable {
    /// Once for a batch of bundles.
    case batch
    /// For each file.
    case each
    /// Never: a crash of the machine can lose what was reported as stored.
    case none
  }

  /// How articles are written.
  public struct Bundles: Sendable, Equatable {
    /// When they are forced to the disk.
    public var durability = Durability.batch
    /// Whether the entry and the page are kept as received.
    public var keepSource = false
    /// The most articles in a batch.
    public var batchSize = 100
    /// The longest an article waits for its batch to fill.
    public var batchMilliseconds = 250

    /// The defaults.
    public init() {}
  }

  /// The levels of a log, the most talkative first.
  public enum LogLevel: String, Sendable, CaseIterable {
    /// Every step.
    case trace
    /// What helps to find a fault.
    case debug
    /// What was done.
    case info
    /// What is worth a look.
    case notice
    /// What may need someone.
    case warning
    /// What failed.
    case error
    /// What ends the run.
    case critical
  }

  /// What is logged.
  public struct Log: Sendable, Equatable {
    /// The least important level that is logged.
    public var level = LogLevel.info

    /// The defaults.
    public init() {}
  }
}
