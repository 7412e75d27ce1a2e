// Builds an HTMLTree from libxml2's HTML SAX events, mending what its HTML 4 rules get wrong for today's pages.

internal import CLibXML2
internal import Glibc
public import News

extension HTMLTree {
  /// Larger pages are refused: everything below counts in 32 bits, and no article needs it.
  public static let byteLimit = 64 << 20

  /// Reads a page in UTF-8. Never fails on what the page says; throws `too-large` above `byteLimit`.
  public init(_ page: [UInt8]) throws(Refusal) {
    guard page.count <= Self.byteLimit else {
      throw Refusal(code: "too-large", message: "the page has \(page.count) bytes; the limit is \(Self.byteLimit)")
    }
    let filtered = HTMLPrefilter(page)
    let builder = TreeBuilder(capacity: filtered.html.count)
    builder.parse(filtered.html)
    self = builder.finish()
    linkedData = filtered.linkedData
  }
}

private let libraryReady: Void = xmlInitParser()

private final class TreeBuilder {
  private var tree = HTMLTree()
  /// Open nodes, outermost first.
  private var open: [Int32] = [0]
  /// What libxml2 has open: the node each start tag became, -1 for one that became none.
  private var events: [Int32] = []
  private static let depthLimit = 512

  init(capacity: Int) {
    tree.nodes.reserveCapacity(capacity / 24)
    tree.text.reserveCapacity(capacity / 4)
    tree.attributes.reserveCapacity(capacity / 40)
    tree.values.reserveCapacity(capacity / 4)
    tree.nodes.append(
      .init(tag: .unknown, parent: -1, end: 0, start: 0, stop: 0, firstAttribute: 0, attributeCount: 0))
  }

  func parse(_ html: [UInt8]) {
    _ = libraryReady
    html.withUnsafeBytes { bytes in
      guard let start = bytes.bindMemory(to: CChar.self).baseAddress,
        let context = htmlCreateMemoryParserCtxt(start, Int32(bytes.count))
      else { return }
      defer { htmlFreeParserCtxt(context) }
      let options =
        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
        | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_HUGE.rawValue
      htmlCtxtUseOptions(context, Int32(bitPattern: options))
      xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
      context.pointee.sax.pointee = xmlSAXHandler()
      context.pointee.sax.pointee.startElement = { user, name, attributes in
        builder(user).start(name, attributes)
      }
      context.pointee.sax.pointee.endElement = { user, _ in builder(user).end() }
      context.pointee.sax.pointee.characters = { user, bytes, count in builder(user).characters(bytes, count) }
      context.pointee.sax.pointee.ignorableWhitespace = context.pointee.sax.pointee.characters
      context.pointee.sax.pointee.cdataBlock = context.pointee.sax.pointee.characters
      context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
      htmlParseDocument(context)
    }
  }

  func finish() -> HTMLTree {
    close(to: 0)
    return tree
  }

  func start(_ name: UnsafePointer<xmlChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    guard let name else { return }
    let tag = HTMLTag(UnsafeBufferPointer(start: name, count: strlen(name)))
    // libxml2 lets article, figure and the like stand inside of a paragraph; browsers end the paragraph there.
    if tag.isBlock { closeParagraph() }
    guard open.count < Self.depthLimit else {
      tree.wasFlattened = true
      events.append(-1)
      return
    }
    let index = Int32(tree.nodes.count)
    let at = Int32(tree.text.count)
    let first = Int32(tree.attributes.count)
    if let attributes { read(attributes) }
    tree.nodes.append(
      .init(
        tag: tag, parent: open[open.count - 1], end: index + 1, start: at, stop: at, firstAttribute: first,
        attributeCount: Int32(tree.attributes.count) - first))
    // For libxml2 `source`, `track` and `wbr` have content, which swallows what follows them.
    if tag.isVoid {
      events.append(-1)
    } else {
      open.append(index)
      events.append(index)
    }
  }

  private func read(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>) {
    var pair = attributes
    while let name = pair[0] {
      if let known = HTMLAttribute(UnsafeBufferPointer(start: name, count: strlen(name))) {
        let start = Int32(tree.values.count)
        if let value = pair[1] {
          tree.values.append(contentsOf: UnsafeBufferPointer(start: value, count: strlen(value)))
        }
        tree.attributes.append(.init(name: known, start: start, stop: Int32(tree.values.count)))
      }
      pair += 2
    }
  }

  func end() {
    guard let index = events.popLast(), index >= 0 else { return }
    // It may have been closed before, as a paragraph by a block in it.
    if let at = open.lastIndex(of: index) { close(to: at) }
  }

  func characters(_ bytes: UnsafePointer<xmlChar>?, _ count: Int32) {
    guard let bytes, count > 0 else { return }
    let run = UnsafeBufferPointer(start: bytes, count: Int(count))
    let parent = open[open.count - 1]
    let start = Int32(tree.text.count)
    append(run)
    let last = tree.nodes.count - 1
    if tree.nodes[last].tag == .text, tree.nodes[last].parent == parent {
      tree.nodes[last].stop = Int32(tree.text.count)
    } else {
      tree.nodes.append(
        .init(
          tag: .text, parent: parent, end: Int32(last + 2), start: start, stop: Int32(tree.text.count),
          firstAttribute: 0, attributeCount: 0))
    }
  }

  /// Appends text; a reference such as `&#146;` means a windows-1252 character (HTML, section 13.2.5.80), not the C1
  /// control that libxml2 makes of it.
  private func append(_ run: UnsafeBufferPointer<UInt8>) {
    guard let start = run.baseAddress, memchr(start, 0xC2, run.count) != nil else {
      tree.text.append(contentsOf: run)
      return
    }
    var at = 0
    while at < run.count {
      if run[at] == 0xC2, at + 1 < run.count, run[at + 1] < 0xA0 {
        tree.text += Self.windows1252[Int(run[at + 1]) - 0x80]
        at += 2
      } else {
        tree.text.append(run[at])
        at += 1
      }
    }
  }

  private static let windows1252: [[UInt8]] =
    "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ".map { Array(String($0).utf8) }

  private func closeParagraph() {
    for at in open.indices.reversed() {
      switch tree.nodes[Int(open[at])].tag {
      case .p: return close(to: at)
      case .td, .th, .caption, .table, .button, .object, .template, .body: return
      default: if open.count - at > 24 { return }
      }
    }
  }

  private func close(to depth: Int) {
    while open.count > depth {
      let index = Int(open.removeLast())
      tree.nodes[index].end = Int32(tree.nodes.count)
      tree.nodes[index].stop = Int32(tree.text.count)
    }
  }
}

private func builder(_ user: UnsafeMutableRawPointer?) -> TreeBuilder {
  // The pointer is the builder that is parsing, alive for the whole parse.
  Unmanaged<TreeBuilder>.fromOpaque(user!).takeUnretainedValue()
}
