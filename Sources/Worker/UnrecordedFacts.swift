// Facts that wait to be recorded: they go with the next commit, whoever's that is, and come back where it fails.
internal import Catalog
internal import Synchronization

/// What was learned of hosts, such as robots.txt files and waits they asked for, and is not in the catalogue yet.
final class UnrecordedFacts: Sendable {
  private let facts = Mutex<[String: Fact]>([:])

  var isEmpty: Bool { facts.withLock { $0.isEmpty } }

  /// Keeps a fact until it is recorded.
  func note(_ name: String, _ fact: Fact) { facts.withLock { $0[name] = fact } }

  /// Takes all of them, for a commit.
  func take() -> [String: Fact] {
    facts.withLock { facts in
      defer { facts = [:] }
      return facts
    }
  }

  /// Takes back what could not be committed. What was learned since is newer.
  func putBack(_ old: [String: Fact]) { facts.withLock { $0.merge(old) { newer, _ in newer } } }
}
