// A page as libxml2 is to see it where its own tree is wanted: without what no reader of articles needs.

/// Writes a page anew without comments, scripts, styles, SVG and frames, tags as they were but for what libxml2 would
/// stumble over. ``HTMLTree`` is built from less: see `PageSkeleton`.
package struct HTMLPrefilter {
  /// The page without what was dropped.
  package let html: [UInt8]
  /// What of the page is not there as it was written.
  let repairs: PageRepairs

  /// Filters a page in UTF-8.
  package init(_ page: [UInt8]) {
    let page = PageBytes.cleaned(page)
    var writer = PageWriter(capacity: page.count)
    repairs = page.withUnsafeBufferPointer { bytes in
      var scanner = PageScanner(bytes)
      scanner.run(&writer)
      var repairs = scanner.repairs
      if writer.shortened > 0 { repairs.note(.manyAttributes, count: writer.shortened) }
      return repairs
    }
    html = Array(writer.html.bytes)
  }
}

/// Copies what is kept.
private struct PageWriter: PageReceiver, ~Copyable {
  var html: ByteBuffer
  /// How many tags lost attributes.
  var shortened = 0
  /// The attributes of the tag that is read, as they stand in the page.
  private var attributes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  /// How much white space stands behind the last tag, with nothing else.
  private var blanks = 0

  /// libxml2 compares each attribute of a tag with all before it.
  private static let attributeLimit = 128
  /// libxml2 takes a thousand bytes of white space for a text, and opens a paragraph for it where none may stand.
  private static let blankLimit = 500

  init(capacity: Int) { html = ByteBuffer(capacity: max(64, capacity / 2)) }

  mutating func attributes(_ scanner: inout AttributeScanner) {
    let start = scanner.at
    var count = 0
    var end = start
    while scanner.next() != nil {
      count += 1
      if count == Self.attributeLimit { end = scanner.at }
    }
    if count > Self.attributeLimit { shortened += 1 } else { end = scanner.at - 1 }
    // libxml2 would look for the end of an open quote behind the tag.
    if scanner.hasOpenQuote || !scanner.isClosed { end = start }
    attributes = UnsafeBufferPointer(rebasing: scanner.html[start..<end])
  }

  mutating func start(_ tag: HTMLTag, name: UnsafeBufferPointer<UInt8>, isClosed: Bool) {
    blanks = 0
    html.append(60)
    html.appendName(name)
    html.append(attributes)
    // For libxml2 these have content, which would swallow what follows.
    html.append(isClosed || tag == .source || tag == .track || tag == .wbr ? " />" : ">")
  }

  mutating func end(_ tag: HTMLTag, name: UnsafeBufferPointer<UInt8>) {
    blanks = 0
    html.append("</")
    html.appendName(name)
    html.append(62)
  }

  mutating func text(_ run: UnsafeBufferPointer<UInt8>, isRaw: Bool) {
    if run.allSatisfy({ $0 <= 32 }) {
      html.append(UnsafeBufferPointer(rebasing: run.prefix(max(0, Self.blankLimit - blanks))))
      blanks += run.count
      return
    }
    blanks = 0
    var at = 0
    while at < run.count {
      let open = run.find(60, from: at)
      html.append(UnsafeBufferPointer(rebasing: run[at..<open]))
      at = open
      guard at < run.count else { return }
      html.append("&lt;")
      at += 1
    }
  }
}
