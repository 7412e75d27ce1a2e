// Listening sockets on loopback addresses.

import Glibc

extension TestOrigin {
  /// A socket that listens, and its port.
  static func listen(_ family: Family, port: Int, backlog: Int32) throws -> (socket: Int32, port: Int) {
    let listener = try bind(family, port: port)
    var taken = UInt16(0)
    let result = withAddress(family, port: port) { address, size in
      var size = size
      // The port stands at the same place for both families.
      defer { address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { taken = $0.pointee.sin_port } }
      return Glibc.listen(listener, backlog) == 0 && getsockname(listener, address, &size) == 0
    }
    guard result else {
      let failure = StartFailure(call: "listen")
      close(listener)
      throw failure
    }
    return (listener, Int(UInt16(bigEndian: taken)))
  }

  /// A socket that has a port; 0 takes a free one.
  static func bind(_ family: Family, port: Int) throws -> Int32 {
    let socket = socket(
      family == .v4 ? AF_INET : AF_INET6, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { throw StartFailure(call: "socket") }
    guard withAddress(family, port: port, { Glibc.bind(socket, $0, $1) }) == 0 else {
      let failure = StartFailure(call: "bind")
      close(socket)
      throw failure
    }
    return socket
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

  /// Calls `body` with the loopback address of a family, which it may write over.
  static func withAddress<Result>(
    _ family: Family, port: Int, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    func call<Address>(_ address: Address) -> Result {
      var address = address
      return withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<Address>.size)) }
      }
    }
    let number = UInt16(port).bigEndian
    switch family {
    case .v4:
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = number
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      return call(address)
    case .v6:
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = number
      address.sin6_addr = in6addr_loopback
      return call(address)
    }
  }
}
