// SIGINT and SIGTERM as an event, so that a run can end in order.
import Dispatch
import Foundation
import Synchronization

/// Watches for the signals that ask the program to end. The first is an event; the default action then stands again, so
/// that a second one ends the program at once.
final class Interrupt: Sendable {
  private let action = Mutex<(@Sendable () -> Void)?>(nil)
  private nonisolated(unsafe) var sources: [any DispatchSourceSignal] = []

  static func watch() -> Interrupt {
    let interrupt = Interrupt()
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { @Sendable [weak interrupt] in
        signal(number, SIG_DFL)
        interrupt?.action.withLock { $0 }?()
      }
      source.activate()
      interrupt.sources.append(source)
    }
    return interrupt
  }

  func onSignal(_ body: @escaping @Sendable () -> Void) { action.withLock { $0 = body } }
}
