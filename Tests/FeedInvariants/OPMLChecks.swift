// What has to hold of a list of subscriptions.

import Feeds
import News

extension Report {
  mutating func check(_ opml: OPML, inputBytes: Int) {
    for field in opml.head { checkText(field.text.isEmpty ? nil : field.text, "a field of the head", isLine: false) }
    check(opml.repairs)
    var bytes = 0
    var outlines = opml.outlines
    while let outline = outlines.popLast() {
      for attribute in outline.attributes { bytes += attribute.name.utf8.count + attribute.value.utf8.count }
      outlines += outline.children
    }
    require(bytes <= inputBytes * 3 + 4096, "\(bytes) bytes of attributes were made of \(inputBytes)")
    checkDate(opml.dateCreated, "the list's date")
    checkWriting(of: opml)
    for taken in OPMLImport(opml, besides: []).taken { checkAddress(taken.source.url, "a source") }
    for subscription in opml.contents.subscriptions {
      // One whose address has nothing but control characters has none.
      checkText(subscription.title.isEmpty ? nil : subscription.title, "a subscription's title")
      checkAddress(subscription.url, "a subscription's address")
      checkAddress(subscription.site, "a subscription's site")
      checkLanguage(subscription.language, "a subscription's language")
      require(subscription.categories.count <= 16, "\(subscription.categories.count) folders")
    }
  }

  /// What is written and read again is equal, unless a name cannot be written, or the text is not believed when it is read:
  /// control characters 80 to 9F stand for windows-1252, and all of it may look like UTF-8 encoded twice.
  private mutating func checkWriting(of opml: OPML) {
    var isWritable = opml.head.allSatisfy { Self.isPlain($0.name) }
    var outlines = opml.outlines
    while let outline = outlines.popLast() {
      isWritable = isWritable && outline.attributes.allSatisfy { Self.isPlain($0.name) }
      outlines += outline.children
    }
    let written = opml.xml
    do throws(Refusal) {
      let again = try OPMLParser.parse(written)
      let isBelieved = again.repairs.allSatisfy { $0.code != "double-encoding" && $0.code != "control-characters" }
      guard isBelieved else { return }
      require(!isWritable || again.outlines == opml.outlines, "outlines written and read again are others")
      require(
        !isWritable || again.head == opml.head, "a head written and read again is another: \(opml.head), \(again.head)")
      require(again.repairs.isEmpty && !again.truncated, "what was written needs repairs: \(again.repairs)")
      require(again.xml == written, "written a second time it is other bytes")
    } catch {
      require(false, "what was written is refused: \(error)")
    }
  }

  /// A name of ASCII letters, with a prefix or without.
  private static func isPlain(_ name: String) -> Bool {
    name.utf8.allSatisfy { ($0 | 32) >= 97 && ($0 | 32) <= 122 || $0 == UInt8(ascii: ":") }
      && name.utf8.count { $0 == UInt8(ascii: ":") } <= 1
  }
}
