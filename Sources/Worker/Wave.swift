// What a one-shot run records together: as much as memory allows, and nothing that has waited for long.

/// Harvests that wait to be recorded together, in order of time. Times are milliseconds on one clock that never jumps.
struct Wave {
  /// At most this many articles are held, or this many bytes.
  static let mostDrafts = 1000
  static let mostBytes = 64 << 20
  /// What an entry without an article comes to in memory, about.
  private static let bytesOfEntry = 256

  private(set) var harvests: [Harvest] = []
  /// When it is to be recorded at the latest; nil while there is nothing to record.
  private(set) var due: Int64?
  private var drafts = 0
  private var bytes = 0
  private let longest: Int64

  /// An empty wave. What a run loses that is ended by force is at most what came in the last `longest` milliseconds.
  init(longest: Int64) { self.longest = longest }

  mutating func add(_ harvest: Harvest, at now: Int64) {
    harvests.append(harvest)
    drafts += harvest.drafts.count
    bytes += harvest.drafts.reduce(harvest.met.count * Self.bytesOfEntry) { $0 + $1.bytes }
    due = due ?? now + longest
  }

  /// Whether it is to be recorded now.
  func isDue(_ now: Int64) -> Bool {
    drafts >= Self.mostDrafts || bytes >= Self.mostBytes || now >= due ?? .max
  }
}
