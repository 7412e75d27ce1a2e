// The language of an article: declared, or told from its words.

import Pages
import Testing

struct LanguageRulesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var why: String
    var html = ""
    var head = ""
    var text: [String] = []
    var language: String?
    var origin: String?
    var testDescription: String { why }
  }

  static let german = [
    "Die Fähre zu den äußeren Inseln fährt ab Montag wieder, wie das Hafenamt nach einer Woche mit Reparaturen sagte.",
    "Etwa vierzig Leute hatten seit dem Morgen am Kai gewartet, die meisten von ihnen mit Einkäufen für einen Monat.",
    "Der Kapitän sagte, dass die Maschine wieder wie neu ist und dass der Fahrplan auch im Winter gilt, wie es sich "
      + "für eine Linie zu den Inseln gehört, und dass er mit dem Ergebnis der Arbeit und mit den Leuten in der Werft "
      + "zufrieden ist, die nicht auf die Uhr gesehen haben.",
  ]
  static let greek = [
    "Το πλοίο για τα νησιά ταξιδεύει ξανά από τη Δευτέρα, είπε το λιμεναρχείο μετά από μια εβδομάδα επισκευών.",
    "Περίπου σαράντα άνθρωποι περίμεναν στην αποβάθρα από το πρωί, οι περισσότεροι με ψώνια για έναν μήνα.",
  ]
  static let japanese = [
    "島々への連絡船は月曜日から再び運航すると、一週間の修理を終えた港湾事務所が発表しました。およそ四十人が朝から岸壁で待っていました。",
    "船長はエンジンは新品同様で、冬の間も時刻表どおりに運航すると話しました。多くの人が一か月分の買い物を抱えていました。",
  ]

  static let cases = [
    Case(why: "the page says it", html: "lang=en-gb", language: "en-GB", origin: "lang"),
    Case(
      why: "the shared locale says it", head: SmallPage.meta("og:locale", "en_US"), language: "en-US",
      origin: "og:locale"),
    Case(why: "small words tell it where nothing is said", text: german, language: "de", origin: "text"),
    Case(why: "the script tells it where nothing is said", text: japanese, language: "ja", origin: "text"),
    Case(
      why: "a script of another language refutes a template", html: "lang=en", text: greek, language: "el",
      origin: "text"),
    Case(why: "so do the words of another", html: "lang=en-US", text: german, language: "de", origin: "text"),
    Case(
      why: "of two statements the text decides", html: "lang=en", head: SmallPage.meta("og:locale", "de_AT"),
      text: german, language: "de-AT", origin: "og:locale"),
    Case(why: "kin of the guess are not refuted", html: "lang=gsw", text: german, language: "gsw", origin: "lang"),
  ]

  @Test("the language and where it is from", arguments: cases)
  func language(of test: Case) throws {
    var page = SmallPage(html: test.html, head: test.head)
    if !test.text.isEmpty { page.text = test.text }
    let article = try page.read()
    #expect(article.language?.description == test.language)
    #expect(article.origins.language == test.origin)
  }
}
