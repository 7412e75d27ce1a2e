// A program run beside the benchmark: started, awaited with what it cost, ended.
import Foundation

/// A child process. Foundation's `Process` does not tell what the child cost, `wait4(2)` does.
struct BenchProgram: Sendable {
  /// What stood in the way of a measurement.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let name: String
  let identifier: pid_t

  /// Where a program lies, or nil. System directories count although they are not on everybody's path.
  static func find(_ name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return (path.split(separator: ":").map(String.init) + ["/usr/sbin", "/usr/local/sbin", "/sbin"])
      .map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// Starts a program; what it prints goes to a file.
  init(_ path: String, _ arguments: [String], output: String) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // Threads of Dispatch block signals, which a child would inherit and then not be ended by.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    // Neither proxies nor locales of whoever measures take part.
    var environment: [UnsafeMutablePointer<CChar>?] = [nil]
    var identifier = pid_t()
    let result = posix_spawn(&identifier, path, &actions, &attributes, &words, &environment)
    guard result == 0 else {
      throw Failure(description: "\(path) does not start: \(String(cString: strerror(result)))")
    }
    self.identifier = identifier
    name = path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Waits for the end.
  ///
  /// - Returns: processor seconds, of user and system.
  func wait() throws -> Double {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(identifier, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw Failure(description: "\(name): \(String(cString: strerror(errno)))") }
    }
    guard status == 0 else {
      throw Failure(description: "\(name) ended with status \(status >> 8), signal \(status & 127)")
    }
    return BenchUsage.processorSeconds(usage)
  }

  /// Asks the program to end, ends it where it does not within five seconds, and waits for it.
  func stop() {
    kill(identifier, SIGTERM)
    for _ in 0..<500 {
      guard waitpid(identifier, nil, WNOHANG) == 0 else { return }
      usleep(10_000)
    }
    kill(identifier, SIGKILL)
    while waitpid(identifier, nil, 0) < 0, errno == EINTR {}
  }
}

/// What this process has cost so far, as the kernel counts it.
enum BenchUsage {
  /// Processor seconds of user and system.
  static var processorSeconds: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return processorSeconds(usage)
  }

  static func processorSeconds(_ usage: rusage) -> Double {
    Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
  }

  /// Resident memory, now and at most so far, in bytes.
  static func memory() throws -> (now: Int, peak: Int) {
    let text = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    func value(_ key: String) -> Int {
      let line = text.split(separator: "\n").first { $0.hasPrefix(key + ":") }
      return (line.flatMap { Int($0.filter(\.isNumber)) } ?? 0) * 1024
    }
    return (value("VmRSS"), value("VmHWM"))
  }
}
