// Tells systemd how the service fares: the sd_notify protocol, one datagram a message.
internal import Glibc

/// The service manager's ear, where there is one.
public struct ServiceNotifier: Sendable {
  private let path: String?
  /// How often the service must show that it lives, in microseconds; nil where no watchdog is set.
  public let watchdogMicroseconds: UInt64?

  /// Reads `NOTIFY_SOCKET` and `WATCHDOG_USEC` from the environment given.
  public init(environment: [String: String]) {
    path = environment["NOTIFY_SOCKET"]
    let forUs = environment["WATCHDOG_PID"].map { Int32($0) == getpid() } ?? true
    watchdogMicroseconds = forUs ? environment["WATCHDOG_USEC"].flatMap(UInt64.init).flatMap { $0 > 0 ? $0 : nil } : nil
  }

  /// Sends a state such as `READY=1`. Without a service manager nothing happens; a failed send is not worth ending for.
  public func send(_ state: String) {
    guard let path, !path.isEmpty, path.utf8.count < 108 else { return }
    let fd = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard fd >= 0 else { return }
    defer { close(fd) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(path.utf8)
    if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }  // Linux's abstract names
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
    let message = Array(state.utf8)
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { sendto(fd, message, message.count, 0, $0, length) }
    }
  }
}
