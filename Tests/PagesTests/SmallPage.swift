// Small invented pages for tests of what a page says about its article.

import News
import Pages

/// An article's page of a headline, something below it, three paragraphs and something behind them.
struct SmallPage {
  /// Attributes of the `html` element.
  var html = ""
  var head = ""
  var heading = "<h1>Ferry to the islands sails again</h1>"
  /// What stands between the headline and the text.
  var byline = ""
  var text = [
    "The ferry to the outer islands sails again from Monday, the harbour office said after a week of repairs.",
    "About forty people had waited on the quay since the morning, most of them with shopping for a month.",
    "The captain said that the engine was as good as new and that the timetable would be kept all winter.",
  ]
  /// What stands behind the text, in the same element.
  var tail = ""
  var url = "https://www.saltmarsh-courier.example/islands/ferry-sails-again"

  /// The page, read.
  func read() throws -> PageArticle {
    let paragraphs = text.map { "<p>\($0)</p>" }.joined()
    let page =
      "<!DOCTYPE html><html \(html)><head>\(head)</head><body><main><article>\(heading)\(byline)"
      + "<div class=article-body>\(paragraphs)\(tail)</div></article></main></body></html>"
    return try PageReader.read(Array(page.utf8), contentType: "text/html; charset=utf-8", url: WebAddress(url))
  }

  /// A JSON-LD script.
  static func linked(_ json: String) -> String { "<script type='application/ld+json'>\(json)</script>" }

  /// A meta element.
  static func meta(_ name: String, _ content: String) -> String { "<meta property='\(name)' content='\(content)'>" }
}
