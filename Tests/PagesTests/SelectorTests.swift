// Selectors: which elements CSS selects, what is refused, and in which words.

import Markup
import News
import Pages
import Testing

struct SelectorTests {
  /// Ids tell which elements were selected.
  static let page = """
    <html lang="de-CH"><body id="top"><div id="list" class="list wide">
    <p id="a" class="x y">one</p><p id="b" lang="en" data-Kind="Big-News">two</p><h2 id="c"></h2><p id="d"><b id="e">three</b></p>
    <ul id="u"><li id="l1" class="item"><a id="k1" href="/2026/one.html">1</a></li><li id="l2" class="item ad">2</li>
    <li id="l3" class="item"><a id="k3" href="https://x.example/Three.PDF" rel="next nofollow">3</a></li><li id="l4">4</li></ul>
    <span id="q'1" class="32 md:flex w-1/2">q</span><input id="i" type="checkbox" checked disabled></div></body></html>
    """

  /// The titles of what an item selector selects, read as articles would be: each item holds its id as its address.
  static func ids(_ selector: String) throws -> [String] {
    // The reader takes the address of a link; each element of the page becomes one.
    let document = try HTMLDocument(Array(page.utf8))
    return try Selector.select(selector, in: document).map { $0.attribute("id") ?? "?" }
  }

  @Test(
    "a selector selects what a browser selects",
    arguments: [
      ("p", "a b d"), ("*.item", "l1 l2 l3"), ("P#b", "b"), (".x.y", "a"), ("ul > li.item > a", "k1 k3"),
      ("div li a", "k1 k3"), ("body > li", ""), ("p + p", "b"), ("p ~ p", "b d"), ("h2 + p", "d"), ("#a, #c", "a c"),
      ("[data-kind]", "b"), ("[DATA-KIND='Big-News']", "b"), ("[data-kind='big-news']", ""),
      ("[data-kind='big-news' i]", "b"), ("[data-kind|=Big]", "b"), ("[rel~=nofollow]", "k3"), ("[rel~='']", ""),
      ("[href^='/2026']", "k1"), ("[href$='.PDF']", "k3"), ("[href*=example]", "k3"), ("[href*='']", ""),
      ("li:first-child", "l1"), ("li:last-child", "l4"), ("li:nth-child(2n+1)", "l1 l3"),
      ("li:nth-child(even)", "l2 l4"),
      ("li:nth-child(-n+2)", "l1 l2"), ("li:nth-child( 3 )", "l3"), ("li:nth-last-child(1)", "l4"),
      ("p:first-of-type", "a"), ("div > :first-of-type", "a c u q'1 i"), ("p:last-of-type", "d"),
      ("p:nth-of-type(2)", "b"), ("p:nth-last-of-type(1)", "d"), ("h2:only-of-type", "c"), ("b:only-child", "e"),
      ("h2:empty", "c"), ("body:root", ""), (":root > body", "top"), ("li:not(.item)", "l4"),
      ("li:not(.ad, #l1)", "l3 l4"),
      ("li:not(:first-child)", "l2 l3 l4"), ("li:not(ul > .ad)", "l1 l3 l4"), ("li:has(a)", "l1 l3"),
      ("li:has(> a[rel])", "l3"), ("p:has(+ h2)", "b"), ("li:not(:has(a))", "l2 l4"), (":is(h2, b)", "c e"),
      ("div :where(p, ul) > :is(b, li.ad)", "e l2"), ("p:lang(en)", "b"), ("p:lang(de)", "a d"), (":checked", "i"),
      (":disabled", "i"), ("input:enabled", ""), ("a:link", "k1 k3"), (".\\33 2", "q'1"), (".md\\:flex", "q'1"),
      (".w-1\\/2", "q'1"), ("#q\\'1", "q'1"), ("[id=\"q'1\"]", "q'1"), ("span/* a comment */[id]", "q'1"),
      (":scope > html", "?"),
      ("> html", "?"),
    ])
  func css(selector: String, wanted: String) throws {
    #expect(try Self.ids(selector).joined(separator: " ") == wanted)
  }

  @Test(
    "what is no selector is refused with a reason and a place",
    arguments: [
      ("li >", "missing at the end, at character 5"), ("a[href", "“]” is missing, at character 7"),
      ("a..b", "a class is missing, at character 3"), ("p)", "“)” is unexpected here, at character 2"),
      ("a[x!=y]", "write :not([…=…])"), ("a:hover", "depends on what a reader does"),
      ("p::text", "XPath, as in .//a/@href"),
      ("a:contains('x')", "contains(., 'text')"), ("li:eq(2)", "jQuery"), ("li:first", "jQuery"),
      ("svg|a", "a namespace prefix (“svg|”)"), ("[xlink|href]", "a namespace prefix (“xlink|”)"), ("*|a", "namespace"),
      (".5cm", "written “\\35 ”, at character 2"), ("[data-n=5]", "begin with a digit"),
      ("[a='x]", "quote is never closed"),
      ("li:nth-child(x)", "“x” is no position"), ("li:nth-child(2 of .a)", "“of” is not supported"),
      ("li:not()", "unexpected"),
      ("li:not(.a", "“)” is missing"), ("li:not", "needs something in brackets"),
      ("p:frobnicate", "“:frobnicate” is not supported"),
      ("", "empty"), ("//a[", "at character"), ("//a[@x='y]", "a quote is never closed"), ("count(//a)/b", "XPath"),
      ("//a[matches(., 'x')]", "no function “matches”"), ("//a[$x]", "variable"), ("//svg:a", "namespace prefix"),
      ("(//a)+1", "computes a value"), ("//a[contains(.)]", "too many or too few"),
    ])
  func refused(selector: String, part: String) {
    let refusal = #expect(throws: Refusal.self) { try Selector.validate(selector) }
    #expect(refusal?.code == "bad-selector")
    #expect(refusal?.message.contains(part) == true, "\(refusal?.message ?? "")")
  }

  @Test(
    "XPath is told from CSS",
    arguments: [
      "//a[@href]", "./h2/a", ".", "@href", "(//ul)[1]/li", "descendant::h2", "time/@datetime", "self::p",
      "//a[contains(@class, '::')]",
    ])
  func xpath(selector: String) throws { try Selector.validate(selector) }

  @Test func `a selector that takes too many steps ends with a reason`() throws {
    let page = "<html><body>" + String(repeating: "<p>x</p>", count: 4000) + "</body></html>"
    let document = try HTMLDocument(Array(page.utf8))
    #expect(try Selector.select("p:nth-of-type(2n+1)", in: document).count == 2000)
    let refusal = #expect(throws: Refusal.self) {
      _ = try Selector.select("//*[count(//*[contains(., 'x')]) > 1]", in: document)
    }
    #expect(refusal?.code == "slow-selector")
    #expect(refusal?.message.contains("too many steps") == true)
  }
}
