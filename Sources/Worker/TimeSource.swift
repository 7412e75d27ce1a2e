// The one way time enters: a clock that tests can set.
internal import Glibc
public import News

/// Tells the time.
public protocol TimeSource: Sendable {
  /// The time of day, for what is stored and shown.
  func now() -> Instant
  /// Milliseconds on a clock that never jumps and goes on while the machine sleeps, for intervals.
  func monotonicMilliseconds() -> Int64
}

/// The machine's clocks.
public struct SystemTime: TimeSource {
  /// The machine's clocks.
  public init() {}

  /// `CLOCK_REALTIME`.
  public func now() -> Instant { Instant(milliseconds: Self.read(CLOCK_REALTIME)) }

  /// `CLOCK_BOOTTIME`: `CLOCK_MONOTONIC`, by which Dispatch's timers run, stands still while the machine sleeps.
  public func monotonicMilliseconds() -> Int64 { Self.read(CLOCK_BOOTTIME) }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
