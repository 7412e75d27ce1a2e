// Listening sockets on loopback addresses.

import Glibc

extension TestOrigin {
  /// A socket that listens, and its port.
  static func listen(_ family: Family, port: Int, backlog: Int32) throws -> (socket: Int32, port: Int) {
    let listener = socket(
      family == .v4 ? AF_INET : AF_INET6, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard listener >= 0 else { throw StartFailure(call: "socket") }
    var taken: UInt16 = 0
    let result =
      switch family {
      case .v4:
        bound(
          listener, backlog,
          sockaddr_in(
            sin_family: sa_family_t(AF_INET), sin_port: UInt16(port).bigEndian,
            sin_addr: in_addr(s_addr: UInt32(0x7F00_0001).bigEndian), sin_zero: (0, 0, 0, 0, 0, 0, 0, 0))
        ) { taken = $0.sin_port }
      case .v6:
        bound(
          listener, backlog,
          sockaddr_in6(
            sin6_family: sa_family_t(AF_INET6), sin6_port: UInt16(port).bigEndian, sin6_flowinfo: 0,
            sin6_addr: in6addr_loopback, sin6_scope_id: 0)
        ) { taken = $0.sin6_port }
      }
    guard result else {
      let failure = StartFailure(call: "bind")
      close(listener)
      throw failure
    }
    return (listener, Int(UInt16(bigEndian: taken)))
  }

  /// Whether there is an IPv6 loopback address to listen to.
  public static let hasIPv6: Bool = {
    guard let (socket, _) = try? listen(.v6, port: 0, backlog: 1) else { return false }
    close(socket)
    return true
  }()

  /// A port of 127.0.0.1 where nobody listened a moment ago.
  public static func unusedPort() throws -> Int {
    let (socket, port) = try listen(.v4, port: 0, backlog: 1)
    close(socket)
    return port
  }

  private static func bound<Address>(
    _ listener: Int32, _ backlog: Int32, _ address: Address, _ read: (Address) -> Void
  ) -> Bool {
    var address = address
    var size = socklen_t(MemoryLayout<Address>.size)
    let result = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && Glibc.listen(listener, backlog) == 0 && getsockname(listener, $0, &size) == 0
      }
    }
    read(address)
    return result
  }
}
