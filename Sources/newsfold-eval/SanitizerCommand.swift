// The sanitiser behind the JSONL protocol of its labelled cases.

import ArgumentParser
import Foundation
import Markup
import News

/// `newsfold-eval sanitizer`: lines of `{"id","html","base_url"}` in, `{"id","html"}` out.
struct SanitizerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sanitizer", abstract: "Make the HTML of each input line inert.")

  private struct Case: Decodable {
    var id: String
    var html: String
    var base_url: String?
  }
  private struct Reply: Encodable {
    var id: String
    var html: String
  }

  func run() throws {
    let encoder = JSONEncoder()
    // Split at LF alone: readLine would also take U+2028 and the like inside of a case for a line's end.
    for line in FileHandle.standardInput.readDataToEndOfFile().split(separator: 10) {
      let request = try JSONDecoder().decode(Case.self, from: line)
      let base = request.base_url.map { AddressReference($0) }
      let html = Sanitizer.sanitize(Array(request.html.utf8), base: base)
      var reply = try encoder.encode(Reply(id: request.id, html: String(decoding: html, as: UTF8.self)))
      reply.append(10)
      try FileHandle.standardOutput.write(contentsOf: reply)
    }
  }
}
