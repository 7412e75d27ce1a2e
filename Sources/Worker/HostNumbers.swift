// Hosts by number, as the agenda wants them.

/// Numbers for hosts, from 0, in the order in which they are first met.
struct HostNumbers: Sendable {
  private var numbers: [String: Int] = [:]

  /// The number of a host, the same each time.
  mutating func number(of host: String) -> Int {
    if let known = numbers[host] { return known }
    numbers[host] = numbers.count
    return numbers.count - 1
  }
}
