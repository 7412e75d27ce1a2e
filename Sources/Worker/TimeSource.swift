// The one way time enters: a clock that tests can set.
internal import Dispatch
internal import Glibc
public import News

/// Tells the time.
public protocol TimeSource: Sendable {
  /// The time of day, for what is stored and shown.
  func now() -> Instant
  /// Milliseconds on a clock that never jumps, for intervals.
  func monotonicMilliseconds() -> Int64
}

/// The machine's clocks.
public struct SystemTime: TimeSource {
  /// The machine's clocks.
  public init() {}

  /// `CLOCK_REALTIME`.
  public func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// `CLOCK_MONOTONIC`.
  public func monotonicMilliseconds() -> Int64 { Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000) }
}
