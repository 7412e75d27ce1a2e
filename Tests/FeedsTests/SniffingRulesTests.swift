// What a body is, decided by the body.

import Feeds
import News
import Testing

@Suite("Rules of sniffing")
struct SniffingRulesTests {
  private static let rss = "<rss version='2.0'><channel><title>F</title><item><title>One</title></item></channel></rss>"
  private static let atom =
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><entry><title>One</title></entry></feed>"
  private static let rdf =
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
    + "<channel><title>F</title></channel><item><title>One</title></item></rdf:RDF>"

  @Test(
    "A feed is one whatever stands before its root",
    arguments: [
      "", "\u{FEFF}", "\n\n  ", "\u{FEFF}\n", "<?xml version='1.0'?>", "\n<?xml version='1.0'?>\n",
      "<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?>",
      "<!-- made > by -->", "<!-- <html><body> -->", "<?xml version='1.0'?><!-- a --><!-- b -->", "<!DOCTYPE rss>",
      "<!DOCTYPE rss PUBLIC '-//Netscape//DTD' 'rss.dtd'>", "<!DOCTYPE html>",
      "<!DOCTYPE rss [<!ENTITY nbsp '&#160;'>]>",
      "Warning: something\n", "<br />\n<b>Warning</b>:  foo() in <b>/x/y.php</b> on line <b>3</b><br />\n",
      "<pre>notice</pre>", "{{ header }}", "text { with } braces [", "<xml version='1.0'>",
      "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n",
      "\0\0", "\u{1}\u{2}", "ï»¿", "< ?xml version='1.0'?>", "<?xml version='1.0'", "<!-- never closed ",
    ],
    [rss, atom, rdf])
  func before(junk: String, feed: String) throws {
    // What is never closed has the root in it, and is read all the same.
    let read = try parse(junk + feed, contentType: "text/html; charset=utf-8")
    #expect(read.title == "F")
    #expect(read.entries.map(\.title) == ["One"])
  }

  @Test(
    "The Content-Type never decides",
    arguments: [
      nil, "", "text/html", "text/plain", "application/json", "image/png", "application/octet-stream",
      "application/rss+xml", "nonsense",
    ])
  func contentType(type: String?) throws {
    #expect(try parse(Self.rss, contentType: type).format == .rss)
    #expect(try parse(Self.atom, contentType: type).format == .atom)
    #expect(try parse(Self.rdf, contentType: type).format == .rdf)
    #expect(throws: Refusal.self) { try parse("<html><body>x", contentType: type) }
  }

  @Test(
    "A page is a page",
    arguments: [
      "<html><head><title>Not here</title>", "<!DOCTYPE html><html>",
      "<!doctype HTML PUBLIC '-//W3C//DTD XHTML'>\n<html xmlns='http://www.w3.org/1999/xhtml'>",
      "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html xmlns='http://www.w3.org/1999/xhtml'>", "\u{FEFF}<HTML>",
      "<!-- x --><html>",
      "<head><meta charset=utf-8>", "<script>location='/'</script>", "<title>Error</title>", "<body onload=x()>",
      "<p>Sorry", "<h1>Not Found</h1>",
      "<!DOCTYPE html><p>Sorry", "junk <html>", "<style>a{}</style>", "<div>Please <a href='/login'>log in</a></div>",
      "<iframe src=x>", "<main>x",
      "<meta http-equiv=refresh content='0;url=/'>",
    ])
  func page(text: String) {
    #expect(refusal(text).contains("HTML page"), "\(refusal(text))")
  }

  @Test func `The refusal of a page gives its title and its feeds`() throws {
    let text = "<title>Just a\n moment &amp; …</title><link rel=alternate type=application/rss+xml href=/f>"
    #expect(
      refusal(text) == "This is an HTML page (\"Just a moment & …\"), not a feed. It links to: https://site.example/f.")
    #expect(refusal("<html><body>x") == "This is an HTML page, not a feed, and it links to none.")
  }

  @Test(
    "Everything else is told for what it is",
    arguments: [
      ("<opml version='2.0'><head/><body/></opml>", "sources import"),
      ("<?xml version='1.0'?><OPML><body/></OPML>", "sources import"),
      ("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url/></urlset>", "kind: sitemap"),
      ("<sitemapindex/>", "kind: sitemap"),
      ("<soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/'/>", "SOAP"),
      (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description/></rdf:RDF>",
        "RDF, but no RSS"
      ),
      ("<svg xmlns='http://www.w3.org/2000/svg'/>", "picture"),
      ("<Error><Code>AccessDenied</Code></Error>", "error message"),
      ("<catalog><book/></catalog>", "<catalog>"), ("<OpenSearchDescription/>", "OpenSearch"), ("<rsd/>", "RSD"),
      ("just words", "plain text"), ("404", "plain text"), ("User-agent: *\nDisallow: /", "plain text"),
      ("BEGIN:VCALENDAR\r\n", "calendar"),
      ("a < b", "plain text"), ("%PDF-1.7\n%", "PDF"), ("GIF89a", "picture"), ("PK\u{3}\u{4}\u{14}", "zip"),
      ("OggS", "sound"), ("\0\0\0\u{18}ftypmp42", "film"),
      ("BZh91AY", "bzip2"), ("\u{1}\u{2}ab\u{3}", "binary"), ("{\"a\":1}", "JSON"), ("[1,2]", "JSON"),
      ("[x]", "JSON"), ("[not json", "JSON"),
    ])
  func other(text: String, sentence: String) {
    #expect(refusal(text).contains(sentence), "\(refusal(text))")
  }

  @Test(
    "A body of bytes is known by its first",
    arguments: [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "PNG"), ([0xFF, 0xD8, 0xFF, 0xE0], "JPEG"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "xz"),
      ([0x28, 0xB5, 0x2F, 0xFD, 4], "zstd"), ([0x7F, 0x45, 0x4C, 0x46, 2], "program"),
      ([0x52, 0x49, 0x46, 0x46, 1, 2], "RIFF"),
    ] as [([UInt8], String)])
  func bytes(bytes: [UInt8], sentence: String) {
    #expect {
      try FeedParser.parse(bytes, contentType: nil, url: nil)
    } throws: { ($0 as? Refusal)?.message.contains(sentence) == true }
  }

  @Test("Nothing is told for nothing", arguments: ["", " ", "\n\t\r\n", "\u{FEFF}", "\u{FEFF} \n"])
  func empty(text: String) {
    #expect { try parse(text) } throws: { ($0 as? Refusal)?.code == "empty" }
  }

  @Test(
    "A long run of one thing is judged in one pass",
    arguments: ["<?xml ", "<?", "<!", "<!--", "<!DOCTYPE", "<", "<rdf>", "<a ", "<!DOCTYPE [", "]>", "</"])
  func long(unit: String) {
    let text = "<rdf:RDF>" + String(repeating: unit, count: 600_000 / unit.utf8.count)
    #expect(refusal(text) != "a feed")
    #expect(refusal(String(text.dropFirst(9))) != "a feed")
  }

  @Test func `JSON that speaks of feeds stays JSON`() throws {
    let feed = try parse(
      "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"<rss>\",\"items\":[{\"id\":\"1\",\"content_html\":\"<p><feed> <entry></p>\"}]}"
    )
    #expect(feed.format == .jsonFeed)
  }

  private func refusal(_ text: String) -> String {
    do throws(Refusal) {
      _ = try FeedParser.parse(Array(text.utf8), contentType: nil, url: WebAddress("https://site.example/"))
      return "a feed"
    } catch {
      return error.code == "not-a-feed" ? error.message : error.code
    }
  }
}
