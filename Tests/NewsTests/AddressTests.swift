// Addresses: resolution, canonical form, and what may be shown of them.
import News
import Testing

@Suite struct AddressTests {
  /// The examples of RFC 3986 section 5.4 that an http base decides.
  static let resolutions: [(String, String)] = [
    ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
    ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"),
    ("g#s", "http://a/b/c/g#s"), (";x", "http://a/b/c/;x"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"),
    ("..", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../g", "http://a/g"),
    ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."),
    ("..g", "http://a/b/c/..g"), ("./g/.", "http://a/b/c/g/"), ("g/../h", "http://a/b/c/h"),
    ("g?y/../x", "http://a/b/c/g?y/../x"), ("mailto:x@y", "mailto:x@y"),
  ]

  @Test(arguments: resolutions)
  func `references resolve as RFC 3986 says`(reference: String, expected: String) {
    let base = AddressReference("http://a/b/c/d;p?q")
    #expect(AddressReference.resolve(reference, against: base) == expected)
  }

  @Test(arguments: [
    (" https://news.example/a b ", "https://news.example/a%20b"), ("HTTPS://News.Example:443", "https://news.example/"),
    ("http:\\\\news.example\\x", "http://news.example/x"), ("https://news.example/é", "https://news.example/%C3%A9"),
    ("https://news.example/a\n/b", "https://news.example/a/b"),
    ("http://news.example:8080/", "http://news.example:8080/"),
    ("http://[2001:DB8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
    ("http://[::ffff:192.0.2.1]/", "http://[::ffff:192.0.2.1]/"),
    ("http://news.example:/x", "http://news.example/x"),
  ])
  func `what browsers forgive is forgiven`(text: String, expected: String) {
    #expect(WebAddress(text)?.string == expected)
  }

  @Test(arguments: [
    "", "news.example", "ftp://news.example/", "javascript:alert(1)", "http://", "http:///x", "https://a b/",
    "http://news.example:99999/", "http://news.example:x/", "https://a%2eb/", "/relative",
    "https://news.example::/a", "https://[::1/x", "https://::1/", "https://a[b]/", "https://[]/", "https://[::g]/",
    "https://[news.example]/", "https://a\u{7F}b/",
  ])
  func `what cannot be asked for is no web address`(text: String) {
    #expect(WebAddress(text) == nil)
  }

  @Test("the quick way to resolve an address and the thorough one agree")
  func quickWays() {
    let pieces = [
      "http://", "https://", "HTTPS://", "//", "/", "?", "#", ":", ".", "..", "/../", "%2e", "%2E%2e", "a",
      "news.example",
      "é", " ", "\t", "\\", "\u{7F}", "{", "&", "mailto:", "b;c=d", "\"",
    ]
    let bases = ["https://news.example", "http://news.example/a/../b?q#f", "mailto:x@y", "//host/x", ""].map {
      AddressReference($0)
    }
    var state: UInt64 = 1
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    for _ in 0..<4000 {
      let text = (0...next(5)).map { _ in pieces[next(pieces.count)] }.joined()
      let (isResolved, isSimple) = Array(text.utf8).withUnsafeBufferPointer {
        (AddressReference.isResolved($0), AddressReference.isSimple($0))
      }
      for base in bases where isResolved { #expect(AddressReference(text).resolved(against: base).string == text) }
      if isSimple {
        let base = AddressReference("https://news.example/a/b?q")
        let prefix =
          switch text.utf8.first {
          case UInt8(ascii: "/"): "https://news.example"
          case UInt8(ascii: "?"): "https://news.example/a/b"
          case UInt8(ascii: "#"): "https://news.example/a/b?q"
          default: "https://news.example/a/"
          }
        #expect(AddressReference(text).resolved(against: base).string == prefix + text)
        #expect(AddressReference(text).string == text)
      }
    }
  }

  @Test func `the canonical form drops how a reader came, and keeps what is read`() {
    let address = WebAddress("https://u:p@news.example/story?id=7&utm_source=rss&fbclid=x&page=2#top")
    #expect(address?.canonical.string == "https://news.example/story?id=7&page=2")
    #expect(WebAddress("https://news.example/#!/story/7")?.canonical.string == "https://news.example/#!/story/7")
  }

  @Test func `spellings of one page share an identity key`() {
    let spellings = [
      "http://www.news.example/a/", "https://news.example/a", "https://news.example/a?utm_medium=x",
      "https://NEWS.example/a#c",
    ]
    #expect(Set(spellings.compactMap { WebAddress($0)?.identityKey }) == ["news.example/a"])
  }

  @Test func `user names, passwords and query values are not shown`() {
    let address = WebAddress("https://user:secret@news.example/feed?token=abc&x")!
    #expect(!address.description.contains("secret"))
    #expect(address.redacted == "https://news.example/feed?token=…&…")
    #expect(address.origin == "https://news.example")
  }
}
