// The reader of OPML: outlines as a tree, and what the head says.

internal import Markup

/// Reads an OPML document from events.
final class OPMLReader: XMLHandler {
  /// The most outlines kept; what follows is left out.
  static let mostOutlines = 100_000
  /// The most attributes kept, all outlines together.
  static let mostAttributes = 1_000_000
  private static let mostAttributesEach = 64
  private static let mostFields = 100
  private static let longestField = 65_536

  private enum Element { case outline, head, field, other }

  private var opml = OPML()
  /// What is open, the innermost last.
  private var open: [Element] = []
  /// The outlines that are open, the innermost last.
  private var outlines: [OPMLOutline] = []
  private var field: [UInt8] = []
  /// The first element's name in lower case.
  private var root: String?
  private var isOPML = false
  private var outlineCount = 0
  private var attributeCount = 0
  private var leftOut = 0
  private var strange = 0
  private var undeclared: Set<String> = []

  private let mostAttributes: Int

  private init(mostAttributes: Int) { self.mostAttributes = mostAttributes }

  /// Reads a document; nil where it is none.
  static func read(_ utf8: [UInt8], mostAttributes: Int = mostAttributes) -> OPML? {
    let reader = OPMLReader(mostAttributes: mostAttributes)
    var limits = XMLLimits()
    limits.attributes = mostAttributesEach
    // Where no outline is ever closed, none was meant to stand within another.
    if !closesOutlines(utf8) { limits.unnested = ["outline"] }
    let outcome = utf8.withUnsafeBufferPointer { XMLReader.read($0, limits: limits, handler: reader) }
    return reader.isOPML ? reader.finish(outcome.repairs) : nil
  }

  private static func closesOutlines(_ utf8: [UInt8]) -> Bool {
    let name = Array("/outline".utf8)
    return utf8.withUnsafeBufferPointer { bytes in
      var at = 0
      while let found = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
        at = found + 1
        guard at + name.count <= bytes.count else { return false }
        if zip(bytes[at...], name).allSatisfy({ $0 == $1 || $0 == $1 & 0xDF && $1 >= 97 }) { return true }
      }
      return false
    }
  }

  // MARK: Events

  func start(_ name: XMLName, attributes: [XMLAttribute]) {
    let element = element(name)
    open.append(element)
    switch element {
    case .outline: outlines.append(outline(attributes))
    case .field: field.removeAll(keepingCapacity: true)
    case .head, .other: break
    }
  }

  func end(_ name: XMLName) {
    switch open.popLast() {
    case .outline:
      guard let outline = outlines.popLast() else { return }
      if outlines.isEmpty {
        opml.outlines.append(outline)
      } else {
        outlines[outlines.count - 1].children.append(outline)
      }
    case .field:
      let text = HTMLText.trimmed(field) ?? ""
      opml.head.append(OPML.Field(String(decoding: name.local, as: UTF8.self), text))
    case .head, .other, nil: break
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard open.last == .field else { return }
    field.append(contentsOf: bytes.prefix(Self.longestField - field.count))
  }

  func truncated() { opml.truncated = true }

  // MARK: Structure

  private func element(_ name: XMLName) -> Element {
    // The mender puts an element around everything, so that a document may have two roots.
    let local = name.local.count <= 16 ? FeedNames.text(name.local) : ""
    guard local != "_" else { return .other }
    if root == nil { root = local }
    switch local {
    case "opml":
      isOPML = isOPML || !Self.others.contains(root ?? "")
      return .other
    case "head" where outlines.isEmpty: return .head
    case "body": return .other
    case "outline":
      // Outlines copied out of a document, without what stood around them.
      isOPML = isOPML || root == "outline" || root == "body"
      guard isOPML, outlineCount < Self.mostOutlines, attributeCount < mostAttributes else {
        leftOut += 1
        return .other
      }
      return .outline
    default:
      if open.last == .head, name.prefix == nil, opml.head.count < Self.mostFields { return .field }
      if isOPML { strange += 1 }
      return .other
    }
  }

  /// Documents in which an `opml` element is no document.
  private static let others: Set<String> = ["html", "rss", "feed", "rdf", "channel", "urlset", "sitemapindex", "svg"]

  private func outline(_ attributes: [XMLAttribute]) -> OPMLOutline {
    outlineCount += 1
    attributeCount += attributes.count
    return OPMLOutline(
      attributes.map { attribute in
        let local = String(decoding: attribute.name.local, as: UTF8.self)
        let value = String(decoding: attribute.value, as: UTF8.self)
        guard let prefix = attribute.name.prefix.map({ String(decoding: $0, as: UTF8.self) }) else {
          return OPMLOutline.Attribute(local, value)
        }
        return OPMLOutline.Attribute(
          prefix + ":" + local, value,
          namespace: attribute.name.namespaceValue.map { String(decoding: $0, as: UTF8.self) } ?? namespace(prefix))
      })
  }

  /// What a prefix that was never declared stands for.
  private func namespace(_ prefix: String) -> String {
    if undeclared.count < 20 { undeclared.insert(String(prefix.prefix(40))) }
    return prefix == "frss" ? OPMLListing.namespace : "urn:undeclared:" + prefix
  }

  private func finish(_ repairs: [Repair]) -> OPML {
    opml.repairs = repairs
    if !undeclared.isEmpty {
      let prefixes = undeclared.sorted().joined(separator: ", ")
      opml.repairs.append(
        Repair(
          code: "undeclared-prefix", detail: "Prefixes were never declared: \(prefixes).", count: undeclared.count))
    }
    if leftOut > 0 {
      opml.repairs.append(
        Repair(
          code: "too-many-outlines",
          detail: "Outlines after \(Self.mostOutlines), or after \(mostAttributes) attributes, were left out.",
          count: leftOut))
    }
    if strange > 0 {
      opml.repairs.append(
        Repair(code: "unknown-element", detail: "Elements that OPML does not have were left out.", count: strange))
    }
    return opml
  }
}
