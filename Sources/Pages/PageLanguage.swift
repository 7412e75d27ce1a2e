// The language of an article: what the page declares, checked against its words.

internal import Markup
internal import News

enum PageLanguage {
  /// The language and where it was found.
  ///
  /// Declarations count unless the text is in another script, they contradict each other, or the words of the text are
  /// plainly another language's: `lang="en"` is what many templates come with.
  static func find(_ outline: PageOutline, _ facts: PageFacts, _ linked: LenientJSON?) -> (LanguageTag?, String?) {
    let meta = facts.meta.first(["content-language", "og:locale", "dc.language", "language"])
    let statements = [
      (facts.language, "lang"), (meta?.content, meta?.name ?? ""), (linked?["inLanguage"]?.string, "json-ld"),
    ]
    let declared = statements.compactMap { text, origin in tag(text).map { ($0, origin) } }
    // Templates come with one wrong declaration, not with two.
    if declared.count > 1, declared[0].0.primary == declared[1].0.primary { return declared[0] }
    let sample = sample(of: outline)
    let guess = LanguageGuess(sample)
    guard let first = declared.first else {
      return (guess.language.flatMap { LanguageTag($0) }, guess.language.map { _ in "text" })
    }
    guard let language = guess.language, !guess.agrees(with: first.0.primary) else { return first }
    if let other = declared.first(where: { guess.agrees(with: $0.0.primary) }) { return other }
    return guess.isCertain ? (LanguageTag(language), "text") : first
  }

  private static func tag(_ text: String?) -> LanguageTag? {
    guard let text else { return nil }
    let first = text.utf8.split(separator: UInt8(ascii: ",")).first.flatMap { String($0) } ?? ""
    return LanguageTag(first.trimmed)
  }

  /// The beginning of the page's prose.
  private static func sample(of outline: PageOutline) -> [UInt8] {
    var sample: [UInt8] = []
    for run in outline.runs where run.isProse && run.reason == nil {
      sample += outline.text(of: run).prefix(500)
      sample.append(32)
      if sample.count > 600 { break }
    }
    return sample
  }
}
