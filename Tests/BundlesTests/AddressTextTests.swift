// Addresses as bundles hold them.
import News
import Testing

@testable import Bundles

struct AddressTextTests {
  @Test(
    "an address becomes a URI by the letter of the RFC",
    arguments: [
      ("https://post.example/a?b=c#d", "https://post.example/a?b=c#d"),
      ("https://u:p@post.example/", "https://post.example/"),
      ("https://bücher.example/", "https://b%C3%BCcher.example/"),
      ("https://post.example/?x[]=1|2", "https://post.example/?x%5B%5D=1%7C2"),
      ("https://post.example/100%", "https://post.example/100%25"),
      ("https://post.example/a#b#c", "https://post.example/a#b%23c"),
      ("http://[::1]:8080/", "http://[::1]:8080/"),
    ])
  func uri(text: String, wanted: String) throws {
    #expect(AddressText.uri(try #require(WebAddress(text))) == wanted)
  }

  @Test(
    "user names and passwords are taken out of addresses and of nothing else",
    arguments: [
      ("https://u:p@post.example/1", "https://post.example/1"), ("  ftp://u@x/", "  ftp://x/"), ("//u:p@x/y", "//x/y"),
      ("ht\ntps://u@p@x", "ht\ntps://x"), ("https://post.example/@ada", "https://post.example/@ada"),
      ("https://post.example?a@b", "https://post.example?a@b"), ("mail ada@post.example", "mail ada@post.example"),
      ("tag:post.example,2026:1", "tag:post.example,2026:1"), ("Ask us: //x@y", "Ask us: //x@y"), ("", ""),
    ])
  func userinfo(text: String, wanted: String) {
    #expect(AddressText.withoutUserinfo(text) == wanted)
  }
}
