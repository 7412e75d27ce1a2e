// Times, counts and shares as people read them.
public import News

/// Small phrases.
public enum Phrases {
  /// `2026-11-21 09:30` in UTC.
  public static func time(_ instant: Instant) -> String {
    let civil = CivilDate(instant).rfc3339(offsetMinutes: 0)
    return civil.prefix(10) + " " + civil.dropFirst(11).prefix(5)
  }

  /// `1 article`, `2 articles`.
  public static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }

  /// `83 %`.
  public static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  /// A number with two decimals, always with its sign where wanted.
  public static func decimal(_ value: Double, places: Int = 2, signed: Bool = false) -> String {
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    let rounded = Int((abs(value) * scale).rounded())
    let digits = String(rounded % Int(scale))
    let sign = value < 0 && rounded != 0 ? "-" : signed ? "+" : ""
    guard places > 0 else { return sign + String(rounded) }
    return sign + "\(rounded / Int(scale))." + String(repeating: "0", count: places - digits.count) + digits
  }

  /// `in 25 min`, `now`.
  public static func until(_ instant: Instant, from now: Instant) -> String {
    let seconds = instant.seconds - now.seconds
    switch seconds {
    case ...0: return "now"
    case ..<120: return "in \(seconds) s"
    case ..<7200: return "in \((seconds + 30) / 60) min"
    case ..<172_800: return "in \((seconds + 1800) / 3600) h"
    case ..<(86_400 * 365 * 5): return "in \((seconds + 43_200) / 86_400) d"
    default: return "never"
    }
  }

  /// The first eight characters of an identifier: enough to name it on a command line.
  public static func short(_ id: some CustomStringConvertible) -> String { String(id.description.prefix(8)) }
}
