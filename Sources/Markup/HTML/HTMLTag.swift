// The names of HTML elements as small numbers, and the few groups of them that reading and writing depend on.

/// An HTML element's name. What is not listed here is `unknown`, whatever it is called.
public enum HTMLTag: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// Not an element: a run of text in a tree.
  case text
  /// An element of another name, such as a custom element.
  case unknown
  // swift-format-ignore
  case a, abbr, acronym, address, amp_img, applet, area, article, aside, audio, b, base, bdi, bdo, big, blockquote,
    body, br, button, canvas, caption, center, cite, code, col, colgroup, data, datalist, dd, del, details, dfn,
    dialog, dir, div, dl, dt, em, embed, fieldset, figcaption, figure, font, footer, form, frame, frameset, h1, h2,
    h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe, img, input, ins, kbd, keygen, label, legend, li, link,
    listing, main, map, mark, marquee, math, menu, meta, meter, nav, nobr, noembed, noframes, noscript, object, ol,
    optgroup, option, output, p, param, picture, plaintext, pre, progress, q, rp, rt, ruby, s, samp, script, search,
    section, select, slot, small, source, span, strike, strong, style, sub, summary, sup, svg, table, tbody, td,
    template, textarea, tfoot, th, thead, time, title, tr, track, tt, u, ul, `var`, video, wbr, xmp
  // Of MathML.
  // swift-format-ignore
  case annotation, annotation_xml, menclose, merror, mfenced, mfrac, mi, mlabeledtr, mmultiscripts, mn, mo, mover,
    mpadded, mphantom, mprescripts, mroot, mrow, ms, mspace, msqrt, mstyle, msub, msubsup, msup, mtable, mtd, mtext,
    mtr, munder, munderover, math_none, semantics

  /// The name as written in a tag, in lower case.
  public var name: [UInt8] { Self.names[Int(rawValue)] }

  /// The element named by the bytes, in any letter case.
  public init(_ name: UnsafeBufferPointer<UInt8>) { self = HTMLTag(rawValue: Self.byName[name]) ?? .unknown }

  /// Breaks the flow of a text: a new paragraph begins before and after it.
  public var isBlock: Bool {
    switch self {
    case .address, .article, .aside, .blockquote, .body, .caption, .center, .dd, .details, .dialog, .dir, .div, .dl,
      .dt, .fieldset, .figcaption, .figure, .footer, .form, .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup,
      .hr, .html, .legend, .li, .listing, .main, .menu, .nav, .ol, .p, .pre, .search, .section, .summary, .table,
      .tbody, .td, .tfoot, .th, .thead, .title, .tr, .ul, .xmp, .video, .audio, .noscript, .option, .textarea, .select:
      true
    default: false
    }
  }

  /// Never has content and no end tag (HTML, section 13.1.2).
  public var isVoid: Bool {
    switch self {
    case .area, .base, .br, .col, .embed, .frame, .hr, .img, .input, .keygen, .link, .meta, .param, .source, .track,
      .wbr:
      true
    default: false
    }
  }

  /// A heading, h1 to h6.
  public var isHeading: Bool { rawValue >= HTMLTag.h1.rawValue && rawValue <= HTMLTag.h6.rawValue }

  /// `math` or another element of MathML.
  public var isFormula: Bool {
    self == .math || rawValue >= HTMLTag.annotation.rawValue && rawValue <= HTMLTag.semantics.rawValue
  }

  /// Dropped with everything in it wherever it stands: it runs, loads, styles or asks, or it is no text of the page.
  public var isDropped: Bool {
    switch self {
    case .applet, .base, .button, .canvas, .datalist, .embed, .frame, .frameset, .iframe, .input, .keygen, .link,
      .math, .meta, .noembed, .noframes, .noscript, .object, .param, .plaintext, .script, .select, .style, .svg,
      .template, .textarea, .title, .xmp:
      true
    default: false
    }
  }

  private static let names: [[UInt8]] = allCases.map { tag in
    switch tag {
    case .text, .unknown: []
    case .amp_img: Array("amp-img".utf8)
    case .annotation_xml: Array("annotation-xml".utf8)
    case .math_none: Array("none".utf8)
    default: Array(String(describing: tag).utf8)
    }
  }
  private static let byName = NameTable(names)
}
