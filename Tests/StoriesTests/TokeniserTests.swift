// Words, numbers and quotations as they are found in text.
import News
import Testing

@testable import Stories

@Suite struct TokeniserTests {
  private func reading(_ title: String, _ text: String, _ language: String? = "en") -> Reading {
    var stemmer = Stemmer()
    let input = StoryInput(
      id: ArticleID(source: SourceName("t")!, guid: "t"), title: title, text: text,
      language: language.flatMap { LanguageTag($0) })
    return Reading(input, stemmer: &stemmer)
  }

  private func words(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      Tokeniser(buffer, titleEnd: 0).tokens.map {
        String(decoding: buffer[Int($0.start)..<Int($0.end)], as: UTF8.self)
      }
    }
  }

  @Test(arguments: [
    ("The U.S. said: no.", ["The", "U.S", "said", "no"]),
    ("mother-in-law’s AT&T, isn't—it", ["mother-in-law’s", "AT&T", "isn't", "it"]),
    ("a -- b 'quoted' end-", ["a", "b", "quoted", "end"]),
    ("500,000 and 3.5%", ["500", "000", "and", "3.5"]),
    ("Thủ tướng Nhật Bản", ["Thủ", "tướng", "Nhật", "Bản"]),
    ("東京で地震", ["東京", "京で", "で地", "地震"]),
    ("水 火", ["水", "火"]),
    ("ข่าวดี", ["ข่า", "่าว", "าวด", "วดี"]),
    ("Привет, мир!", ["Привет", "мир"]),
    ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
    ("", []), ("...", []), ("''``", []),
  ]) func `words are found`(text: String, expected: [String]) { #expect(words(text) == expected) }

  @Test(arguments: [
    ("TikTok’s", "tiktok"), ("TIKTOK", "tiktok"), ("U.S", "US"), ("Ärger", "ärger"), ("ΑΘΗΝΑ", "αθηνα"),
    ("isn’t", "isn't"), ("ĐẸP", "đẹp"),
  ]) func `forms of a word are one`(a: String, b: String) {
    #expect(reading(a, "").tokens.map(\.word) == reading(b, "").tokens.map(\.word))
  }

  @Test(arguments: [
    ("en", "deleting", "deletes"), ("de", "Häuser", "Häusern"), ("fr", "continuellement", "continuelle"),
    ("ru", "новости", "новость"),
  ]) func `a word is stemmed in its own language`(language: String, a: String, b: String) {
    let stems = reading("", "\(a) \(b)", language).tokens.map(\.stem)
    #expect(stems[0] == stems[1])
    let plain = reading("", "\(a) \(b)", "zu").tokens.map(\.stem)
    #expect(plain[0] != plain[1])
  }

  @Test func `a language not given is guessed from its commonest words`() {
    for told in Newsroom.week {
      let stems = reading(told.title, told.text, told.language).tokens.map(\.stem)
      #expect(reading(told.title, told.text, nil).tokens.map(\.stem) == stems, "\(told.id)")
    }
  }

  @Test func `numbers lose their separators and single digits do not count`() {
    let found = reading("", "In 2,017 cases of 7, $38,000 or 3.5 and A320.").numbers.map(\.hash)
    #expect(found == ["2017", "38000", "3.5", "320"].map(TermHash.of))
  }

  @Test(arguments: [
    "He said “we will not open a single lane” today.", "He said \"we will not open a single lane\" today.",
    "He said ``we will not open a single lane'' today.", "Il a dit «we will not open a single lane» hier.",
    "\"No,\" he said, and \"we will not open a single lane\" too.",
  ]) func `quotations are found in any marks`(text: String) {
    let read = reading("", text)
    #expect(
      read.quotations.map { read.surface($0.lowerBound, $0.upperBound) }.contains("we will not open a single lane"))
  }

  @Test func `names are capitalised words that are not capitalised only by their place`() {
    let read = reading(
      "Crack Closes Bridge in Merrin",
      "The bridge in Merrin is closed. Crack found, said Brandvold. Closes soon. Kestrel helps. It closes; a crack.")
    var all = TermVector()
    let names = Features(read, published: nil, seen: nil, all: &all).names
    #expect(Set(names.terms) == Set(["merrin", "brandvold", "kestrel", "found"].map(TermHash.of).dropLast()))
  }

  @Test func `the digest knows a text through white space, case and typography`() {
    let one = reading("A “Title”", "It’s  here –\nnow.").digest
    #expect(one == reading("a \"title\"", "it's here - now.").digest)
    #expect(one != reading("a \"title\"", "it's here - no.").digest)
  }
}
