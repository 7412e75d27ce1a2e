// Builds an HTMLTree: libxml2 says how a page's elements nest, mended where its HTML 4 rules fail today's pages.

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
    let page = PageBytes.cleaned(page)
    // Elements that are never closed can stand thousands deep within each other. Where they do, all are counted.
    if !read(page, countsAll: false) { _ = read(page, countsAll: true) }
  }

  /// Reads the page; false where its elements are nested too deeply for libxml2 to be quick.
  private mutating func read(_ page: [UInt8], countsAll: Bool) -> Bool {
    var skeleton = PageSkeleton(pageSize: page.count)
    var repairs = PageRepairs()
    page.withUnsafeBufferPointer { bytes in
      var scanner = PageScanner(bytes, countsAll: countsAll)
      scanner.run(&skeleton)
      linkedData = scanner.linkedData
      repairs = scanner.repairs
    }
    var builder = TreeBuilder(skeleton.tokens.rows, stopsWhereDeep: !countsAll)
    guard builder.parse(skeleton.html.bytes) else { return false }
    builder.finish(textCount: skeleton.text.count)
    nodes = Array(builder.nodes.rows)
    text = Array(skeleton.text.bytes)
    attributes = Array(skeleton.attributes.rows)
    values = Array(skeleton.values.bytes)
    flattened = Array(builder.flattened.rows)
    if builder.hasNoscript { takeNoscriptImages() }
    if wasFlattened { repairs.note(.tooDeep, count: flattened.count) }
    self.repairs = repairs.list
    return true
  }
}

private let libraryReady: Void = xmlInitParser()

/// Takes libxml2's events and the page's tokens, which come in the same order.
private struct TreeBuilder: ~Copyable {
  private(set) var nodes: RowBuffer<HTMLTree.Node>
  private(set) var flattened = RowBuffer<Int32>(capacity: 8)
  private let tokens: UnsafeBufferPointer<PageSkeleton.Token>
  /// The next token.
  private var next = 0
  /// The end of the text so far.
  private var position: Int32 = 0
  /// Open nodes, outermost first.
  private var open = RowBuffer<Open>(capacity: 64)
  /// What libxml2 has open: the node each start tag became, -1 for one that became none.
  private var events = RowBuffer<Int32>(capacity: 64)
  private var openParagraphs = 0
  private let stopsWhereDeep: Bool
  private var isTooDeep = false
  private(set) var hasNoscript = false
  private var parser: htmlParserCtxtPtr?

  private struct Open: BitwiseCopyable {
    var node: Int32
    var tag: HTMLTag
  }

  private static let depthLimit = 512
  /// At some end tags libxml2 looks through all that it has open.
  private static let eventLimit = 2048

  init(_ tokens: UnsafeBufferPointer<PageSkeleton.Token>, stopsWhereDeep: Bool) {
    self.tokens = tokens
    self.stopsWhereDeep = stopsWhereDeep
    nodes = RowBuffer(capacity: tokens.count + 16)
    append(.unknown, parent: -1, stop: 0)
    open.append(Open(node: 0, tag: .unknown))
  }

  /// Has libxml2 read the tags; false where they are nested too deeply.
  mutating func parse(_ html: UnsafeBufferPointer<UInt8>) -> Bool {
    _ = libraryReady
    guard !html.isEmpty,
      let context = html.withMemoryRebound(
        to: CChar.self, { htmlCreateMemoryParserCtxt($0.baseAddress, Int32($0.count)) })
    else { return true }
    defer { htmlFreeParserCtxt(context) }
    parser = context
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_HUGE.rawValue
    htmlCtxtUseOptions(context, Int32(bitPattern: options))
    let sax = context.pointee.sax!
    sax.pointee = xmlSAXHandler()
    sax.pointee.startElement = { user, name, attributes in
      builder(user).pointee.start(name, isWritten: attributes != nil)
    }
    sax.pointee.endElement = { user, _ in builder(user).pointee.end() }
    sax.pointee.characters = { user, letters, count in builder(user).pointee.characters(letters, count) }
    sax.pointee.ignorableWhitespace = sax.pointee.characters
    sax.pointee.cdataBlock = sax.pointee.characters
    withUnsafeMutablePointer(to: &self) { pointer in
      context.pointee.userData = UnsafeMutableRawPointer(pointer)
      htmlParseDocument(context)
    }
    parser = nil
    return !isTooDeep
  }

  /// Closes what is still open.
  mutating func finish(textCount: Int) {
    position = Int32(textCount)
    close(to: 0)
  }

  /// - Parameter isWritten: whether an element that libxml2 may have added by itself stands in the page.
  @inline(__always) mutating func start(_ name: UnsafePointer<xmlChar>?, isWritten: Bool) {
    guard let name else { return }
    var tag = isWritten ? .unknown : Self.implied(name)
    var attributes: (first: Int32, count: Int32) = (0, 0)
    if tag == .unknown {
      guard let token = nextStart(isWritten ? name : nil) else { return }
      tag = token.tag
      attributes = (token.first, token.last)
    }
    // libxml2 lets article, figure and the like stand inside of a paragraph; browsers end the paragraph there.
    if openParagraphs > 0, Self.endsParagraph(tag) { closeParagraph() }
    guard open.count < Self.depthLimit else {
      flattened.append(Int32(nodes.count))
      return push(-1)
    }
    let index = Int32(nodes.count)
    append(tag, parent: open[open.count - 1].node, stop: position, attributes: attributes)
    if tag.isVoid {
      push(-1)
    } else {
      open.append(Open(node: index, tag: tag))
      if tag == .p { openParagraphs += 1 }
      if tag == .noscript { hasNoscript = true }
      push(index)
    }
  }

  @inline(__always) private mutating func push(_ node: Int32) {
    events.append(node)
    if stopsWhereDeep, events.count > Self.eventLimit, !isTooDeep {
      isTooDeep = true
      xmlStopParser(parser)
    }
  }

  /// The element that libxml2 adds where it is missing, if that is its name; else `.unknown`.
  @inline(__always) private static func implied(_ name: UnsafePointer<xmlChar>) -> HTMLTag {
    switch name[0] {
    case UInt8(ascii: "p") where name[1] == 0: .p
    case UInt8(ascii: "b") where strcmp(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self), "body") == 0: .body
    case UInt8(ascii: "h"):
      switch HTMLTag(UnsafeBufferPointer(start: name, count: strlen(name))) {
      case .html: .html
      case .head: .head
      default: .unknown
      }
    default: .unknown
    }
  }

  /// The token of a start tag, for html, head, body and p the one of that name: those that libxml2 has left out are passed.
  @inline(__always) private mutating func nextStart(_ name: UnsafePointer<xmlChar>?) -> PageSkeleton.Token? {
    let wanted = name.map { Self.implied($0) }
    while next < tokens.count {
      let token = tokens[next]
      next += 1
      guard token.kind == .start else { continue }
      if let wanted {
        if token.tag == wanted { return token }
      } else {
        if !Self.mayBeLeftOut(token) { return token }
      }
    }
    return nil
  }

  /// libxml2 says nothing of further html, head and body tags.
  @inline(__always) private static func mayBeLeftOut(_ token: PageSkeleton.Token) -> Bool {
    token.kind == .start && (token.tag == .html || token.tag == .head || token.tag == .body)
  }

  @inline(__always) mutating func end() {
    guard let index = events.popLast(), index >= 0 else { return }
    // It may have been closed before, as a paragraph by a block in it.
    var at = open.count - 1
    while at > 0, open[at].node > index { at -= 1 }
    if open[at].node == index { close(to: at) }
  }

  /// Each letter is a text.
  @inline(__always) mutating func characters(_ letters: UnsafePointer<xmlChar>?, _ count: Int32) {
    guard let letters else { return }
    for index in 0..<Int(count) {
      if letters[index] == PageSkeleton.letter {
        while next < tokens.count, tokens[next].kind != .text { next += 1 }
      } else {
        while next < tokens.count, Self.mayBeLeftOut(tokens[next]) { next += 1 }
        guard next < tokens.count, tokens[next].kind == .blank else { continue }
      }
      guard next < tokens.count else { return }
      take(tokens[next])
      next += 1
    }
  }

  @inline(__always) private mutating func take(_ token: PageSkeleton.Token) {
    position = token.last
    let parent = open[open.count - 1].node
    let last = nodes.count - 1
    if nodes[last].tag == .text, nodes[last].parent == parent {
      nodes.start[last].stop = token.last
    } else {
      append(.text, parent: parent, start: token.first, stop: token.last)
    }
  }

  @inline(__always)
  private mutating func append(
    _ tag: HTMLTag, parent: Int32, start: Int32? = nil, stop: Int32, attributes: (first: Int32, count: Int32) = (0, 0)
  ) {
    nodes.append(
      .init(
        tag: tag, parent: parent, end: Int32(nodes.count + 1), start: start ?? stop, stop: stop,
        firstAttribute: attributes.first, attributeCount: attributes.count))
  }

  private static func endsParagraph(_ tag: HTMLTag) -> Bool {
    switch tag {
    // Blocks of their own that may stand in a line.
    case .noscript, .video, .audio, .select, .option, .textarea: false
    default: tag.isBlock
    }
  }

  private mutating func closeParagraph() {
    var at = open.count - 1
    while at > 0 {
      switch open[at].tag {
      case .p: return close(to: at)
      case .td, .th, .caption, .table, .button, .object, .template, .body: return
      default: if open.count - at > 24 { return }
      }
      at -= 1
    }
  }

  private mutating func close(to depth: Int) {
    while open.count > depth, let element = open.popLast() {
      if element.tag == .p { openParagraphs -= 1 }
      nodes.start[Int(element.node)].end = Int32(nodes.count)
      nodes.start[Int(element.node)].stop = position
    }
  }
}

@inline(__always) private func builder(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<TreeBuilder> {
  // The pointer is the builder that is parsing, alive for the whole parse.
  user!.assumingMemoryBound(to: TreeBuilder.self)
}
