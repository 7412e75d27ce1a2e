// A port nobody else gets: the two families number their ports apart, and `localhost` means both.

import Glibc

/// Keeps a port of a loopback address without listening to it, so that connections there are refused.
public final class HeldPort: Sendable {
  private let socket: Int32

  /// Takes the port.
  /// - Throws: `TestOrigin.StartFailure` where somebody else has it.
  public init(on family: TestOrigin.Family, port: Int) throws {
    socket = try TestOrigin.bind(family, port: port)
  }

  deinit { close(socket) }
}

extension TestOrigin {
  /// An origin on a port that has nobody at the other family's loopback address while the second value lives.
  public static func alone(
    on family: Family, _ answer: @escaping @Sendable (ReceivedRequest) -> Reply
  ) throws -> (origin: TestOrigin, other: HeldPort) {
    while true {
      let origin = try TestOrigin(on: family, answer)
      do {
        return (origin, try HeldPort(on: family == .v4 ? .v6 : .v4, port: origin.port))
      } catch let failure as StartFailure where failure.number == EADDRINUSE {
        continue
      }
    }
  }
}
