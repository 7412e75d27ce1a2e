// How much memory this process has, as the kernel counts it.

import Foundation

/// Resident memory in bytes (proc(5)); 0 where the kernel does not tell.
enum ResidentMemory {
  static func current() -> Int { field("VmRSS") }

  /// The most there was since the start, or since it was reset.
  static func peak() -> Int { field("VmHWM") }

  /// Begins to look for the peak anew.
  static func resetPeak() { try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs")) }

  private static func field(_ name: String) -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
    return line.flatMap { Int($0.split(whereSeparator: \.isWhitespace)[1]) }.map { $0 * 1024 } ?? 0
  }
}
