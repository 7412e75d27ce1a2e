// SIGINT and SIGTERM as an event, so that a run can end in order.
import Dispatch
import Foundation

/// Watches for the signals that ask the program to end. The first is an event; the default action then stands again, so
/// that a second one ends the program at once.
struct Interrupt {
  private let sources: [any DispatchSourceSignal]

  static func watch(_ action: @escaping @Sendable () -> Void) -> Interrupt {
    Interrupt(
      sources: [SIGINT, SIGTERM].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { @Sendable in
          signal(number, SIG_DFL)
          action()
        }
        source.activate()
        return source
      })
  }

  /// No more events.
  func end() {
    for source in sources { source.cancel() }
  }
}
