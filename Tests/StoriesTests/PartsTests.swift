// The recogniser's parts one by one: grouping, copies, counts, evidence, shared passages.
import News
import Testing

@testable import Stories

@Suite struct PartsTests {
  /// A full matrix from the scores of pairs.
  private func matrix(_ count: Int, _ pairs: [(Int, Int, Double)], otherwise: Double) -> [Double] {
    var out = [Double](repeating: otherwise, count: count * count)
    for (a, b, score) in pairs {
      out[a * count + b] = score
      out[b * count + a] = score
    }
    return out
  }

  @Test func `average link does not chain`() {
    let scores = matrix(3, [(0, 1, 3), (1, 2, 2)], otherwise: -6)
    #expect(AverageLink.groups(count: 3, scores: scores, threshold: -1, sizeBar: 0) == [[0, 1], [2]])
  }

  @Test func `the bar rises with the size of the smaller group`() {
    let scores = matrix(4, [(0, 1, 5), (2, 3, 5)], otherwise: -0.5)
    #expect(AverageLink.groups(count: 4, scores: scores, threshold: -1, sizeBar: 0) == [[0, 1, 2, 3]])
    #expect(AverageLink.groups(count: 4, scores: scores, threshold: -1, sizeBar: 1) == [[0, 1], [2, 3]])
  }

  @Test func `nothing and one are groups too`() {
    #expect(AverageLink.groups(count: 1, scores: [0], threshold: -1, sizeBar: 1) == [[0]])
    #expect(AverageLink.groups(count: 0, scores: [], threshold: -1, sizeBar: 1).isEmpty)
  }

  @Test func `a truncated copy is contained, an unrelated text is not`() {
    let words = (0..<6000).map { "word\($0 &* 7919 % 6007)" }
    let long = words.joined(separator: " ")
    let cut = words.prefix(2400).joined(separator: " ")
    #expect(Passages.containment(long, cut) > 0.99)
    #expect(Passages.containment(long, words.reversed().joined(separator: " ")) < 0.01)
    #expect(Passages.containment("", "") == 0)
  }

  @Test func `a long text keeps a bounded sample of its 3-grams`() {
    let text = (0..<50_000).map { "w\($0)" }.joined(separator: " ")
    let bytes = Array(text.utf8)
    let shingles = bytes.withUnsafeBufferPointer { Shingles(Tokeniser($0, titleEnd: 0).tokens) }
    #expect(shingles.hashes.count <= Shingles.most)
    #expect(shingles.hashes.count > Shingles.most / 4)
  }

  @Test func `shared passages are found, the longest first, as the first text writes them`() {
    let a =
      "Before that: We will NOT reopen a single lane, she said; and nobody knew why the girder had failed so soon."
    let b = "nobody knew why the girder had failed so soon — we will not reopen a single lane"
    #expect(
      Passages.common(a, b) == [
        "nobody knew why the girder had failed so soon", "We will NOT reopen a single lane",
      ])
    #expect(Passages.common(a, "we will not reopen a lane").isEmpty)
    #expect(Passages.common("", b).isEmpty)
  }

  @Test func `counts survive growth, halving and restoring`() {
    var counts = TermCounts()
    for term in 0..<1000 as Range<UInt64> { for _ in 0..<(term % 5) { counts.increment(TermHash.mix(term)) } }
    for term in 0..<1000 as Range<UInt64> { #expect(counts[TermHash.mix(term)] == UInt32(term % 5)) }
    let drained = counts.drain()
    #expect(drained.count == 800)
    #expect(counts.drain().isEmpty)
    var restored = TermCounts()
    for (term, count) in drained { restored.restore(term, count: count) }
    counts.halve()
    restored.halve()
    for term in 0..<1000 as Range<UInt64> {
      #expect(counts[TermHash.mix(term)] == UInt32(term % 5 / 2))
      #expect(restored[TermHash.mix(term)] == UInt32(term % 5 / 2))
    }
    let gone = counts.drain()
    #expect(gone.count == 800)
    #expect(gone.count { $0.count == 0 } == 200)
  }

  @Test func `a row that left its story before a merge is stored under the older story`() {
    let (older, younger) = (StoryID(firstArticle: article("a")), StoryID(firstArticle: article("b")))
    var pending = PendingChanges()
    for story in [older, younger] {
      pending.retired.append(
        ArticleRow(sequence: 1, id: article("c"), story: story, founder: 1, active: false, digest: 0, features: []))
    }
    pending.merge(StoryMerge(younger: younger, into: older))
    #expect(pending.retired.map(\.story) == [older, older])
  }

  @Test func `a story is found through any number of merges`() {
    var names = StoryNames()
    let tokens = (1...4).map { names.add(StoryID(firstArticle: article("\($0)")), founder: Int64($0)) }
    names.merge(tokens[3], into: tokens[2])
    names.merge(tokens[2], into: tokens[0])
    #expect(tokens.map(names.current) == [tokens[0], tokens[1], tokens[0], tokens[0]])
    names.lower(tokens[1], founder: 7)
    #expect(names.founders[tokens[1]] == 2)
    names.lower(tokens[1], founder: 1)
    #expect(names.founders[tokens[1]] == 1)
  }

  @Test func `features come back from their bytes as they were`() {
    var stemmer = Stemmer()
    for told in Newsroom.week {
      var all = TermVector()
      var features = Features(
        Reading(told.input(), stemmer: &stemmer), published: Instant(rfc3339: told.published), seen: nil, all: &all)
      features.index = features.lead
      var back = Features(features.encoded())
      back?.digest = features.digest
      #expect(back == features)
      for cut in 0..<features.encoded().count { #expect(Features(Array(features.encoded().prefix(cut))) == nil) }
    }
  }

  @Test func `evidence is a sum of its parts and shows the words that carried it`() {
    var recogniser = Recogniser()
    for told in Newsroom.week { _ = recogniser.add(told.input()) }
    let a = Newsroom.week.first { $0.id == "bridge-1" }!.input()
    let b = Newsroom.week.first { $0.id == "bridge-retold" }!.input()
    let evidence = recogniser.explain(a, b)
    let sum = evidence.parts.reduce(0) { $0 + $1.contribution }
    #expect(abs(min(8, max(-6, sum)) - evidence.score) < 1e-9)
    #expect(
      evidence.parts.map(\.name) == [
        "constant", "lead", "names", "numbers", "title-cover-min", "title-cover-max", "quotations", "copy",
        "dated", "days-beyond-first",
      ])
    let terms = Dictionary(uniqueKeysWithValues: evidence.parts.map { ($0.name, $0.terms) })
    #expect(terms["names"]!.contains("Brandvold"))
    #expect(terms["numbers"]!.contains("38,000"))
    #expect(evidence.daysApart == 0.5)
    #expect(evidence.score >= evidence.threshold)
    #expect(evidence.containment < 0.25)
    let other = recogniser.explain(a, Newsroom.week.first { $0.id == "ferry-1" }!.input())
    #expect(other.score < other.threshold)
  }

  @Test func `shared quotations are shown as they were said, and a single sentence does not count in full`() {
    var recogniser = Recogniser()
    for told in Newsroom.week { _ = recogniser.add(told.input()) }
    let a = Newsroom.week.first { $0.id == "bridge-1" }!.input()
    let b = Newsroom.week.first { $0.id == "bridge-copy" }!.input()
    let quotations = recogniser.explain(a, b).parts.first { $0.name == "quotations" }!
    // 13 of 13 word 4-grams are shared; one sentence alone counts about half.
    #expect(abs(quotations.value - 13.0 / 25.0) < 1e-9)
    #expect(quotations.terms == ["We will not reopen a single lane until we understand how this crack grew so fast"])
  }
}
