// An address that answers no connection attempt, as behind a firewall that drops packets.

import Glibc

/// Listens with a queue that is full, so that the kernel drops whoever comes.
public final class DeafListener: Sendable {
  private let sockets: [Int32]

  /// Takes a port of a loopback address.
  public init(on family: TestOrigin.Family, port: Int) throws {
    let (listener, port) = try TestOrigin.listen(family, port: port, backlog: 0)
    var sockets = [listener]
    // One fills the queue; the others, which are never connected, see to it that it is so whatever the kernel counts.
    for _ in 0..<3 {
      let client = socket(
        family == .v4 ? AF_INET : AF_INET6,
        Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
      TestOrigin.withAddress(family, port: port) { _ = connect(client, $0, $1) }
      sockets.append(client)
    }
    self.sockets = sockets
  }

  deinit { for socket in sockets { close(socket) } }
}
