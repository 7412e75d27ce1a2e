// After a commit that failed nobody is asked for a while: what they answer could not be recorded either.

/// How long that is: a minute, doubling up to an hour with each failed commit in a row. Times are milliseconds on a clock
/// that never jumps.
struct CommitPause {
  /// Nobody is asked before.
  private(set) var end = Int64.min
  private var length: Int64 = 0

  private static let shortest: Int64 = 60_000
  private static let longest: Int64 = 3_600_000

  /// A commit failed. Those that fail within the pause were under way when it began, and tell nothing new.
  mutating func failed(at now: Int64) {
    guard now >= end else { return }
    length = min(max(2 * length, Self.shortest), Self.longest)
    end = now + length
  }

  /// A commit succeeded: the trouble is over.
  mutating func succeeded() { self = CommitPause() }
}
