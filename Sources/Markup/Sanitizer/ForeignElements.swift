// What elements are for in formulas (MathML), and where formulas and drawings (SVG) end.

/// What stands in the languages besides HTML.
enum ForeignElements {
  /// What an element of a formula is for.
  enum Role {
    /// Holds other elements.
    case group
    /// Holds text; what else is in it is HTML (section 13.2.4.2, "MathML text integration point").
    case token
    /// Holds nothing.
    case empty
    /// Left out with all that is in it.
    case dropped
    /// Means nothing to a formula.
    case other
  }

  /// The role of an element in a formula (MathML Core, W3C, and what MathML 3 had besides).
  static func role(of tag: HTMLTag) -> Role {
    switch tag {
    case .mi, .mn, .mo, .ms, .mtext: .token
    case .mspace, .mprescripts, .math_none: .empty
    case .math, .menclose, .merror, .mfenced, .mfrac, .mlabeledtr, .mmultiscripts, .mover, .mpadded, .mphantom, .mroot,
      .mrow, .msqrt, .mstyle, .msub, .msubsup, .msup, .mtable, .mtd, .mtr, .munder, .munderover, .semantics:
      .group
    // The formula once more in another language, not to be shown.
    case .annotation, .annotation_xml: .dropped
    default: tag.isDropped ? .dropped : .other
    }
  }

  /// Whether browsers end a formula or drawing at a start tag, which then is HTML (section 13.2.6.5).
  static func isEnded(by tag: HTMLTag) -> Bool {
    switch tag {
    case .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .embed, .h1, .h2, .h3, .h4, .h5,
      .h6, .head, .hr, .i, .img, .li, .listing, .menu, .meta, .nobr, .ol, .p, .pre, .ruby, .s, .small, .span, .strike,
      .strong, .sub, .sup, .table, .tt, .u, .ul, .var:
      true
    default: false
    }
  }
}
