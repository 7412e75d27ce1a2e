// Host names outside ASCII, as the DNS knows them.

import News
import Testing

@testable import Transport

@Suite struct HostNameTests {
  @Test(
    arguments: [
      ("news.example", "news.example"), ("münchen.example", "xn--mnchen-3ya.example"),
      ("bücher.de", "xn--bcher-kva.de"),
      ("faß.de", "xn--fa-hia.de"), ("пример.испытание", "xn--e1afmkfd.xn--80akhbyknj4f"),
      ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
      ("παράδειγμα", "xn--hxajbheg2az3al"), ("例え。テスト", "xn--r8jz45g.xn--zckzah"), ("a.é.b", "a.xn--9ca.b"),
      ("ليهمابتكلموشعربي؟", "xn--egbpdaj6bu4bxfgehfvwxn"), ("[::1]", "[::1]"), ("🐱.example", "xn--5o8h.example"),
    ])
  func `each label outside ASCII becomes its Punycode`(host: String, ascii: String) {
    #expect(HostName.ascii(host) == ascii)
  }

  @Test func `the rest of the address stays`() throws {
    let url = try #require(WebAddress("http://u:p@bücher.example:81/ä?q=ö"))
    #expect(url.withASCIIHost.string == "http://u:p@xn--bcher-kva.example:81/%C3%A4?q=%C3%B6")
    let plain = try #require(WebAddress("http://news.example/"))
    #expect(plain.withASCIIHost == plain)
  }
}
