// Every system call of a commit fails once, and from there on for ever: the state is before or after, never between.
import News
import Synchronization
import Testing

@testable import Bundles

/// Counts calls and fails the n-th, or all from the n-th.
private final class FaultPlan: Sendable {
  private let calls = Mutex(0)
  private let armed = Mutex(false)
  let nth: Int
  let kind: FaultSweepTests.FaultKind
  let code: Int32

  init(nth: Int, kind: FaultSweepTests.FaultKind, code: Int32) {
    self.nth = nth
    self.kind = kind
    self.code = code
  }

  /// From here on calls are counted.
  func arm() { armed.withLock { $0 = true } }
  func disarm() { armed.withLock { $0 = false } }

  /// Whether there was an n-th call.
  var fired: Bool { calls.withLock { $0 >= nth } }

  func fault(_ call: FileSystem.Call) -> FileSystem.Fault? {
    guard armed.withLock({ $0 }) else { return nil }
    let number = calls.withLock {
      $0 += 1
      return $0
    }
    switch kind {
    case .once: return number == nth ? .error(code) : nil
    case .forEver: return number >= nth ? .error(code) : nil
    }
  }
}

struct FaultSweepTests {
  /// With EIO, ENOSPC and EROFS by their Linux numbers.
  static let cases: [(FaultKind, Durability, Int32)] = [
    (.once, .batch, 5), (.once, .each, 28), (.forEver, .batch, 30),
  ]

  enum FaultKind { case once, forEver }

  private func open(_ scratch: ScratchDirectory, _ durability: Durability, _ plan: FaultPlan?) throws -> BundleStore {
    try BundleStore(
      directory: scratch.path, durability: durability, agent: "newsfold/test", exclusive: true,
      fault: { plan?.fault($0) })
  }

  private func bundles(_ store: BundleStore) throws -> Set<ArticleID> {
    var out: Set<ArticleID> = []
    try store.bundles { location in
      let findings = try store.verify(bundle: location.path)
      #expect(findings.isEmpty, "whatever can be seen is whole")
      out.insert(location.article)
      return true
    }
    return out
  }

  @Test("a commit whose n-th call fails leaves whole bundles only, and can be repeated", arguments: cases)
  func commit(kind: FaultKind, durability: Durability, code: Int32) throws {
    let old = Samples.draft(1)
    // Two days, one bundle adopted, one day's folder new.
    let batch = [old, Samples.draft(2), Samples.draft(3, fetched: Samples.noon.adding(seconds: 86_400))]
    let all = Set(batch.map(\.article.id))
    var nth = 0
    var fired = true
    while fired {
      nth += 1
      let scratch = try ScratchDirectory()
      let plan = FaultPlan(nth: nth, kind: kind, code: code)
      var acknowledged = false
      do {
        let store = try open(scratch, durability, plan)
        _ = try store.commit([old])
        plan.arm()
        do {
          _ = try store.commit(batch)
          acknowledged = true
        } catch let failure {
          #expect(failure.errno == code, "call \(nth): \(failure.code) \(failure)")
        }
        fired = plan.fired
        if kind == .once, !acknowledged {
          plan.disarm()
          #expect(try bundles(store) == [old.article.id], "call \(nth): a failed batch is taken back")
        }
      }
      // The program starts again.
      let store = try open(scratch, durability, nil)
      let before = try bundles(store)
      #expect(before.contains(old.article.id))
      if acknowledged { #expect(before == all, "call \(nth): what was reported as stored is there") }
      let receipts = try store.commit(batch)
      #expect(receipts.allSatisfy { $0.adopted == before.contains($0.article) })
      #expect(try bundles(store) == all)
      #expect(scratch.files(below: "tmp").isEmpty)
    }
    #expect(nth > 30, "the sweep went through the whole commit")
  }

  @Test("story files whose n-th call fails are as before or as after", arguments: cases)
  func stories(kind: FaultKind, durability: Durability, code: Int32) throws {
    let drafts = [Samples.draft(1), Samples.draft(2)]
    let before = drafts.map { Samples.story([$0], headline: "Before") }
    let after = drafts.map { Samples.story([$0], headline: "After, and longer than before") }
    var nth = 0
    var fired = true
    while fired {
      nth += 1
      let scratch = try ScratchDirectory()
      let plan = FaultPlan(nth: nth, kind: kind, code: code)
      var acknowledged = false
      do {
        let store = try open(scratch, durability, plan)
        try store.write(stories: before)
        plan.arm()
        do {
          try store.write(stories: after)
          acknowledged = true
        } catch let failure {
          #expect(failure.errno == code)
        }
        fired = plan.fired
      }
      let store = try open(scratch, durability, nil)
      for (old, new) in zip(before, after) {
        let found = try store.readStory(path: BundleStore.path(of: new))
        #expect(acknowledged ? found == new : found == old || found == new)
      }
      try store.write(stories: after)
      for new in after { #expect(try store.readStory(path: BundleStore.path(of: new)) == new) }
      #expect(scratch.files(below: "tmp").isEmpty)
    }
    #expect(nth > 8)
  }

  @Test("writes and reads of a single byte are continued")
  func short() throws {
    let scratch = try ScratchDirectory()
    let drafts = [Samples.draft(1), Samples.draft(1)]
    do {
      let store = try BundleStore(
        directory: scratch.path, durability: .batch, agent: "newsfold/test", exclusive: true, fault: { _ in .short })
      #expect(try store.commit(drafts).map(\.adopted) == [false, true])
      try store.write(stories: [Samples.story([drafts[0]])])
    }
    #expect(try open(scratch, .batch, nil).verify().findings.isEmpty)
  }

  @Test("contents are on the disk before names, and names before the answer")
  func order() throws {
    func calls(_ durability: Durability) throws -> [FileSystem.Call] {
      let scratch = try ScratchDirectory()
      let seen = Mutex<[FileSystem.Call]>([])
      let store = try BundleStore(
        directory: scratch.path, durability: durability, agent: "newsfold/test", exclusive: true,
        fault: { call in
          seen.withLock { $0.append(call) }
          return nil
        })
      seen.withLock { $0 = [] }
      // Two bundles of one day and one of the next; eight files each.
      _ = try store.commit([
        Samples.draft(1), Samples.draft(2), Samples.draft(3, fetched: Samples.noon.adding(seconds: 86_400)),
      ])
      return seen.withLock { $0 }.filter { [.create, .sync, .syncAll, .rename].contains($0) }
    }
    let creates = [FileSystem.Call](repeating: .create, count: 24)
    let renames = [FileSystem.Call](repeating: .rename, count: 3)
    #expect(try calls(.none) == creates + renames)
    #expect(try calls(.batch) == creates + [.syncAll] + renames + [.sync, .sync])
    let bundle = (0..<8).flatMap { _ in [FileSystem.Call.create, .sync] } + [.sync, .sync]
    // Each day, and once the folders above it up to the state directory.
    let folders = [FileSystem.Call](repeating: .sync, count: 2 * (1 + 4))
    #expect(try calls(.each) == bundle + bundle + bundle + renames + folders)
  }

  @Test("a store whose opening fails at any call leaves the lock free")
  func opening() throws {
    var nth = 0
    var fired = true
    while fired {
      nth += 1
      let scratch = try ScratchDirectory()
      _ = try scratch.store().commit([Samples.draft(1)])
      let plan = FaultPlan(nth: nth, kind: .once, code: 5)
      plan.arm()
      _ = try? open(scratch, .batch, plan)
      fired = plan.fired
      let store = try scratch.store()
      #expect(try bundles(store).count == 1)
    }
    #expect(nth > 4)
  }

  @Test(
    "errors of the disk get a sentence that says what to do",
    arguments: [
      (Int32(28), "no-space", "full"), (5, "io", "check"), (30, "read-only", "read-only"), (13, "permission", "owner"),
      (24, "system", "LimitNOFILE"), (122, "no-space", "quota"),
    ])
  func sentences(code: Int32, kind: String, word: String) {
    let failure = BundleFailure("write", path: "p", errno: code)
    #expect(failure.code == kind)
    #expect(failure.message.contains(word))
  }
}
