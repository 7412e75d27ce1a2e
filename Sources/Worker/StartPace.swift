// So many starts a second and no more, however many are overdue: after a start, a sleep, an outage.

/// A token bucket. Time is given, in milliseconds on a clock that never jumps back.
public struct StartPace: Sendable {
  private let burst: Int64
  private let perSecond: Int64
  /// Thousandths of a start.
  private var level: Int64
  private var counted: Int64?

  /// Up to `burst` starts at once, and `perSecond` from then on; both at least 1.
  public init(burst: Int, perSecond: Int) {
    self.burst = Int64(max(1, burst)) * 1000
    self.perSecond = Int64(max(1, perSecond))
    level = self.burst
  }

  /// Takes a start, or says that it is too early for one.
  mutating func take(_ now: Int64) -> Bool {
    level = filled(now)
    counted = max(counted ?? now, now)
    guard level >= 1000 else { return false }
    level -= 1000
    return true
  }

  /// When the next start may be taken.
  func next(_ now: Int64) -> Int64 {
    let missing = 1000 - filled(now)
    return missing <= 0 ? now : now + (missing + perSecond - 1) / perSecond
  }

  private func filled(_ now: Int64) -> Int64 {
    // So much time fills it whatever was in it; more is not multiplied.
    let passed = min(max(0, now - (counted ?? now)), burst)
    return min(burst, level + passed * perSecond)
  }
}
