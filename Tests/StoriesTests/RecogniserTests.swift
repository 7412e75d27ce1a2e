// Which story an article is put in, and how it is said to stand to it.
import News
import Stories
import Testing

@Suite struct RecogniserTests {
  @Test func `every telling of the week is put in its story with the right relation`() {
    var recogniser = Recogniser()
    var now = Assignment()
    for told in Newsroom.week {
      let decision = recogniser.add(told.input())
      now.take(decision)
      #expect(decision.relation == told.relation, "\(told.id)")
      #expect((decision.match == nil) == (told.relation == .new), "\(told.id)")
    }
    #expect(now.groups == wanted)
  }

  @Test(arguments: 1...12) func `the order of arrival does not matter, dated or not`(seed: Int) {
    var random = Lottery(state: UInt64(seed))
    var week = Newsroom.week
    for index in week.indices.reversed() { week.swapAt(index, random.below(index + 1)) }
    for dated in [true, false] {
      var recogniser = Recogniser()
      var now = Assignment()
      for told in week { now.take(recogniser.add(told.input(dated: dated))) }
      #expect(now.groups == wanted)
    }
  }

  private var wanted: Set<Set<ArticleID>> {
    Set(Dictionary(grouping: Newsroom.week, by: \.story).values.map { Set($0.map { article($0.id) }) })
  }

  @Test func `a story bears the id of its first article`() {
    var recogniser = Recogniser()
    var first: [String: ArticleID] = [:]
    for told in Newsroom.week {
      let decision = recogniser.add(told.input())
      let founder = first[told.story] ?? decision.article
      first[told.story] = founder
      #expect(decision.story == StoryID(firstArticle: founder))
    }
  }

  @Test func `the same text again after its story left the window is identical and of that story`() {
    var recogniser = Recogniser()
    let old = Newsroom.week[0]
    let story = recogniser.add(old.input()).story
    var later = Newsroom.week[1].input()
    later.published = later.published!.adding(seconds: 60 * 86_400)
    _ = recogniser.add(later)
    var again = old.input()
    again.id = article("again")
    again.published = later.published
    let decision = recogniser.add(again)
    #expect(decision.relation == .identical)
    #expect(decision.match == article(old.id))
    #expect(decision.story == story)
    #expect(decision.evidence == nil)
  }

  @Test func `a retelling after the window is a new story`() {
    var recogniser = Recogniser()
    _ = recogniser.add(Newsroom.week[0].input())
    var later = Newsroom.week.first { $0.id == "bridge-retold" }!.input()
    later.published = nil
    later.seen = Instant(rfc3339: "2026-07-05T00:00:00Z")
    #expect(recogniser.add(later).relation == .new)
  }

  @Test func `a revision keeps its story and is no second member`() {
    var recogniser = Recogniser()
    let first = recogniser.add(Newsroom.week[0].input())
    var revised = Newsroom.week[0].input()
    revised.text += "\nCorrection: the crack is 16 metres long."
    recogniser.revise(revised)
    #expect(recogniser.add(revised).story == first.story)
    var retold = Newsroom.week.first { $0.id == "bridge-retold" }!.input()
    retold.text = revised.text
    let decision = recogniser.add(retold)
    #expect(decision.story == first.story)
    #expect(decision.match == first.article)
    #expect(decision.evidence!.containment > 0.95)
  }

  @Test func `a copy behind another beginning and under another headline is found`() {
    var recogniser = Recogniser()
    for told in Newsroom.week where told.id != "bridge-copy" { _ = recogniser.add(told.input()) }
    var copy = Newsroom.week[0].input()
    copy.id = article("embedded")
    copy.title = "Good morning, this is what you should know today"
    copy.text =
      "The sun rises at six and the markets open at nine. Rain is expected in the hills by noon, and the football "
      + "association meets to choose a president. Our editors have put the most important reports together.\n"
      + copy.text
    let decision = recogniser.add(copy)
    #expect(decision.relation == .nearDuplicate)
    #expect(decision.story == StoryID(firstArticle: article("bridge-1")))
  }

  @Test func `texts all in lower or upper case are recognised by their keywords`() {
    for change in [{ (text: String) in text.lowercased() }, { $0.uppercased() }] {
      var recogniser = Recogniser()
      var stories: [String: StoryID] = [:]
      for told in Newsroom.week where ["bridge-1", "bakery-1", "bridge-retold", "bakery-2"].contains(told.id) {
        var input = told.input()
        input.title = change(input.title)
        input.text = change(input.text)
        stories[told.id] = recogniser.add(input).story
      }
      #expect(stories["bridge-1"] == stories["bridge-retold"])
      #expect(stories["bakery-1"] == stories["bakery-2"])
      #expect(stories["bridge-1"] != stories["bakery-1"])
    }
  }

  @Test func `a story in a script without spaces is recognised`() {
    let texts = [
      "山川市で大橋が閉鎖、桁に亀裂見つかる。火曜日の点検で長さ十四メートルの亀裂が見つかり、山川市は大橋を全面通行止めにした。一日に三万八千台が通る橋で、道路局の森田局長は原因が分かるまで開けないと述べた。",
      "国内パン大会で古水車ベーカリーが優勝。四十時間寝かせた生地の天然酵母パンが審査員に評価された。賞金は一万二千クローネ。店は千九百十一年から同じ窯を使う。",
      "大橋の亀裂で山川市が二分。点検で桁に十四メートルの亀裂が見つかった山川市の大橋は通行止めが続き、三万八千台の車が迂回している。森田局長は亀裂の原因を調べると話した。",
    ]
    var recogniser = Recogniser()
    let stories = texts.enumerated().map { n, text in
      let parts = text.split(separator: "。", maxSplits: 1).map(String.init)
      return recogniser.add(
        StoryInput(id: article("ja \(n)"), title: parts[0], text: parts[1], language: LanguageTag("ja"))
      ).story
    }
    #expect(stories[0] == stories[2])
    #expect(stories[0] != stories[1])
  }

  @Test func `hostile and empty texts are placed like any other`() {
    var recogniser = Recogniser()
    let texts = [
      "", " ", "\n\n\n", "a", "\u{FFFD}", String(repeating: "\"", count: 20_000), String(repeating: "'", count: 20_000),
      String(repeating: "word ", count: 50_000), String(repeating: "漢", count: 50_000),
      String(repeating: "a", count: 200_000), String(repeating: "1,", count: 50_000), "e\u{301}\u{301}\u{301}",
    ]
    for (n, text) in (texts + texts).enumerated() {
      let decision = recogniser.add(StoryInput(id: article("hostile \(n)"), title: text, text: text))
      #expect(decision.article == article("hostile \(n)"))
    }
  }

  @Test func `capacity bounds the articles compared with, and the oldest leave first`() {
    var options = Recogniser.Options()
    options.capacity = 20
    var recogniser = Recogniser(options: options)
    var active: [Int64: Bool] = [:]
    for input in Newsroom.stream(300) {
      _ = recogniser.add(input)
      for row in recogniser.drainChanges().articles { active[row.sequence] = row.active }
      #expect(active.values.count { $0 } <= 20)
    }
    #expect(active.count == 300)
    #expect(active[300] == true)
    #expect(active[1] == false)
  }

  @Test func `a story keeps its latest 24 members in comparison and its id with all of them`() {
    var recogniser = Recogniser()
    var rows: [Int64: ArticleRow] = [:]
    for n in 0..<40 {
      var input = Newsroom.week[0].input()
      input.id = article("copy \(n)")
      input.text += " Edition \(n + 10)."
      _ = recogniser.add(input)
      for row in recogniser.drainChanges().articles { rows[row.sequence] = row }
    }
    #expect(Set(rows.values.map(\.story)) == [StoryID(firstArticle: article("copy 0"))])
    #expect(rows.values.filter(\.active).map(\.sequence).sorted() == Array(17...40))
    #expect(rows[1]!.features.isEmpty)
    #expect(!rows[40]!.features.isEmpty)
  }
}
