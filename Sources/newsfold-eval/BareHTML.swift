// What libxml2 alone takes for a page: the floors that reading articles is measured against.

internal import CLibXML2
import Markup

enum BareHTML {
  /// Builds libxml2's own tree of a page and frees it: what most readers of pages begin with.
  static func readMemory(_ page: [UInt8]) {
    page.withUnsafeBytes { bytes in
      let options = Self.options | HTML_PARSE_COMPACT.rawValue
      let document = htmlReadMemory(
        bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil, nil, Int32(bitPattern: options))
      if document != nil { xmlFreeDoc(document) }
    }
  }

  /// Takes a page's scripts, styles and comments out and has libxml2 report the rest to callbacks that do nothing.
  static func filteredEvents(_ page: [UInt8]) {
    HTMLPrefilter(page).html.withUnsafeBytes { bytes in
      guard let start = bytes.bindMemory(to: CChar.self).baseAddress,
        let context = htmlCreateMemoryParserCtxt(start, Int32(bytes.count))
      else { return }
      defer { htmlFreeParserCtxt(context) }
      htmlCtxtUseOptions(context, Int32(bitPattern: options))
      var sax = xmlSAXHandler()
      sax.startElement = { _, _, _ in }
      sax.endElement = { _, _ in }
      sax.characters = { _, _, _ in }
      sax.ignorableWhitespace = sax.characters
      sax.cdataBlock = sax.characters
      context.pointee.sax.pointee = sax
      htmlParseDocument(context)
    }
  }

  private static let options =
    HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
    | HTML_PARSE_NONET.rawValue
}
