// One input of the fuzzer: a document, and which reader takes it with what beside it.

public import News

/// A document as it came from a stranger, read from a file that stays readable as the document itself.
///
/// A file may end with a line of a single byte from space (0x20) to DEL (0x7F). That byte is no part of the document: its
/// high four bits choose the reader, its low four bits what came beside the body. A file without such a line is a feed
/// from `Surroundings.all[0]`.
public struct ForeignInput: Sendable {
  /// Who reads the document, in the order of their numbers.
  public enum Reader: UInt8, Sendable, CaseIterable {
    /// `PageReader` and `ListingReader`, which PageInvariants looks at.
    case page = 2
    /// `Sanitizer`, which takes it for HTML in UTF-8.
    case fragment
    /// `FeedParser`.
    case feed
    /// `SitemapParser`.
    case sitemap
    /// `FeedDiscovery`.
    case links
    /// `OPMLParser`.
    case subscriptions
  }

  /// What a response says beside its body.
  public struct Surroundings: Sendable {
    /// The value of the Content-Type header.
    public let contentType: String?
    /// The document's address.
    public let url: WebAddress?

    private init(_ contentType: String?, isLocated: Bool = true) {
      self.contentType = contentType
      url = isLocated ? WebAddress("https://gazette.example/news/feed?all#top") : nil
    }

    /// The sixteen that can be chosen.
    public static let all = [
      Surroundings(nil), Surroundings(nil, isLocated: false), Surroundings("application/rss+xml; charset=utf-8"),
      Surroundings("text/xml; charset=windows-1252"), Surroundings("text/xml;charset=shift_jis"),
      Surroundings("application/xml; charset=\"gb2312\""), Surroundings("text/xml; charset=iso-2022-jp"),
      Surroundings("text/xml; charset=euc-kr"), Surroundings("text/xml; charset=big5"),
      Surroundings("application/xml; charset=utf-16"), Surroundings("text/html; charset=koi8-r"),
      Surroundings("text/plain; charset=x-none"), Surroundings("application/json"),
      Surroundings("text/html; charset=windows-1251"), Surroundings("charset=utf-16le", isLocated: false),
      Surroundings("application/atom+xml; charset=x-user-defined"),
    ]
  }

  /// The document.
  public let bytes: [UInt8]
  /// Who reads it.
  public let reader: Reader
  /// What came with it.
  public let surroundings: Surroundings

  /// Takes a file apart.
  public init(file: [UInt8]) {
    let choice = file.last ?? 0
    if file.count >= 2, file[file.count - 2] == UInt8(ascii: "\n"), (0x20...0x7F).contains(choice) {
      bytes = Array(file.dropLast())
      reader = Reader(rawValue: choice >> 4)!
      surroundings = Surroundings.all[Int(choice & 15)]
    } else {
      bytes = file
      reader = .feed
      surroundings = Surroundings.all[0]
    }
  }
}
