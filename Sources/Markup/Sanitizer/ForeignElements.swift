// Which elements of MathML and SVG are written, and what may stand in them.

/// MathML (MathML Core, W3C) and static SVG (SVG 2, W3C). Nothing that loads, runs, moves or holds HTML is among them.
enum ForeignElements {
  /// What an element is for.
  enum Role {
    /// Holds other elements.
    case group
    /// Holds text and nothing else; for HTML parsers its content is HTML, so no element is ever written into it.
    case token
    /// Holds nothing, and is closed where it is opened.
    case empty
    /// Text of a drawing, with elements of text in it.
    case text
    /// Left out, what is in it is kept.
    case unwrapped
    /// Left out with all that is in it.
    case dropped
  }

  /// The role of an element in a formula or a drawing.
  static func role(of tag: HTMLTag, in root: HTMLTag) -> Role {
    root == .math ? roleInFormula(tag) : roleInDrawing(tag)
  }

  private static func roleInFormula(_ tag: HTMLTag) -> Role {
    switch tag {
    case .mi, .mn, .mo, .ms, .mtext: .token
    case .mspace, .mprescripts, .math_none: .empty
    case .menclose, .merror, .mfenced, .mfrac, .mlabeledtr, .mmultiscripts, .mover, .mpadded, .mphantom, .mroot, .mrow,
      .msqrt, .mstyle, .msub, .msubsup, .msup, .mtable, .mtd, .mtr, .munder, .munderover, .semantics:
      .group
    // The formula once more in another language, not to be shown.
    case .annotation, .annotation_xml: .dropped
    case .math: .unwrapped
    default: tag.isDropped ? .dropped : .unwrapped
    }
  }

  private static func roleInDrawing(_ tag: HTMLTag) -> Role {
    switch tag {
    case .a, .clip_path, .defs, .g, .linear_gradient, .radial_gradient, .svg: .group
    case .desc: .token
    case .svg_text, .tspan: .text
    case .circle, .ellipse, .line, .path, .polygon, .polyline, .rect, .stop: .empty
    // Whatever else there is would be seen where it should not be: patterns, symbols, markers.
    default: .dropped
    }
  }

  /// Whether browsers end a formula or drawing at a start tag, which then is HTML (section 13.2.6.5).
  static func isEnded(by tag: HTMLTag) -> Bool {
    switch tag {
    case .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .h1, .h2, .h3, .h4, .h5, .h6,
      .head, .hr, .i, .img, .li, .listing, .menu, .nobr, .ol, .p, .pre, .ruby, .s, .small, .span, .strike, .strong,
      .sub, .sup, .table, .tt, .u, .ul, .var:
      true
    default: false
    }
  }
}
