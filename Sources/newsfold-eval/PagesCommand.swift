// Page reading behind the JSONL protocol of its labelled suites.

import ArgumentParser
import Foundation
import News
import Pages

/// `newsfold-eval pages`: lines of `{"id","path","url"}` in, one line of what was read out, flushed.
struct PagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pages", abstract: "Read the article of each page named on standard input.")

  private struct Case: Decodable {
    var id: String
    var path: String
    var url: String?
  }
  private struct Reply: Encodable {
    var id: String
    var title: String?
    var authors: [String] = []
    var published: String?
    var language: String?
    var image: String?
    var text = ""
    var error: String?
  }

  func run() throws {
    let encoder = JSONEncoder()
    while let line = readLine() {
      let request = try JSONDecoder().decode(Case.self, from: Data(line.utf8))
      var reply = Reply(id: request.id)
      do {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: request.path)))
        let article = try PageReader.read(bytes, contentType: nil, url: request.url.flatMap { WebAddress($0) })
        reply.title = article.title
        reply.authors = article.authors
        reply.published = article.published?.description
        reply.language = article.language?.description
        reply.image = article.image?.url
        reply.text = article.bodyText
        reply.error = article.reason
      } catch {
        reply.error = "\(error)"
      }
      try FileHandle.standardOutput.write(contentsOf: encoder.encode(reply) + [10])
    }
  }
}
