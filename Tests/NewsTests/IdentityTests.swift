// Names that never change: UUIDs, source names, language tags.
import News
import Testing

@Suite struct IdentityTests {
  @Test func `a name-based UUID is the one RFC 9562 computes`() {
    // RFC 9562, appendix A.4: www.example.com in the DNS namespace.
    let dns = UUIDv5("6ba7b810-9dad-11d1-80b4-00c04fd430c8")!
    #expect(UUIDv5(namespace: dns, name: "www.example.com").description == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
  }

  @Test(arguments: [
    "", "2ed6657d-e927-568b-95e1-2665a8aea6a", "2ed6657de927-568b-95e1-2665a8aea6a2-",
    "2ed6657d-e927-568b-95e1-2665a8aea6ag",
  ])
  func `what is not 36 characters of a UUID is none`(text: String) {
    #expect(UUIDv5(text) == nil)
  }

  @Test func `identities are fixed for ever`() {
    // A changed value here would give every archived article a second bundle.
    let source = SourceName("wire")!
    let article = ArticleID(source: source, guid: "tag:wire.example,2026:1")
    #expect(article.description == "0e5e0561-3aa3-53ac-88c5-d97cb4b7f775")
    #expect(StoryID(firstArticle: article).description == "93acd54f-9209-53bc-9deb-04dc3048a109")
    let byAddress = ArticleID(source: source, canonicalURL: WebAddress("https://www.wire.example/a/?utm_source=x")!)
    #expect(byAddress == ArticleID(source: source, canonicalURL: WebAddress("http://wire.example/a")!))
    #expect(ArticleID(article.urn) == article)
  }

  @Test func `digests are those of FIPS 180-4`() {
    #expect(Digest.sha256Hex("abc".utf8) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(Digest.sha256Hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test(arguments: [("en-us", "en-US"), ("EN", "en"), ("zh_hant_tw", "zh-Hant-TW"), ("de-DE-1996", "de-DE-1996")])
  func `language tags take their usual letter case`(text: String, expected: String) {
    #expect(LanguageTag(text)?.description == expected)
  }

  @Test(arguments: ["", "e", "english", "12", "en--", "en-ü"])
  func `what is not a language tag is none`(text: String) {
    if text == "en--" { #expect(LanguageTag(text)?.description == "en") } else { #expect(LanguageTag(text) == nil) }
  }

  @Test func `a source without a name is called after its address`() {
    #expect(
      SourceName(derivedFrom: WebAddress("https://www.News.example/world/rss.xml")!).description
        == "news.example-world-rss.xml")
    #expect(SourceName("Übel") == nil)
    #expect(SourceName("-x") == nil)
    #expect(SourceName(String(repeating: "x", count: 65)) == nil)
  }
}
