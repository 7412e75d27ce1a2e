// Which elements and attributes inert HTML consists of.

/// The allow-list. Elements not in it are unwrapped, or dropped with their content (HTMLTag.isDropped).
enum AllowList {
  /// What an element is written as; nil where only its content is kept.
  @inline(__always) static func written(_ tag: HTMLTag) -> HTMLTag? {
    switch tag {
    case .a, .abbr, .article, .aside, .audio, .b, .big, .blockquote, .br, .caption, .cite, .code, .col, .colgroup, .dd,
      .del, .details, .dfn, .div, .dl, .dt, .em, .figcaption, .figure, .footer, .h1, .h2, .h3, .h4, .h5, .h6, .header,
      .hr, .i, .img, .ins, .kbd, .li, .mark, .ol, .p, .picture, .pre, .q, .rp, .rt, .ruby, .s, .samp, .section, .small,
      .source, .strike, .strong, .sub, .summary, .sup, .table, .tbody, .td, .tfoot, .th, .thead, .time, .tr, .track,
      .tt, .u, .ul, .var, .video, .wbr:
      tag
    case .amp_img: .img
    case .acronym: .abbr
    case .dir, .menu: .ul
    case .listing: .pre
    case .address, .center, .dialog, .fieldset, .form, .hgroup, .legend, .main, .nav, .search: .div
    default: nil
    }
  }

  /// How an attribute's value has to look.
  enum Value {
    case address, text, number, flag, direction, language, dateText
  }

  /// The attributes of an element, in the order written, besides those of images.
  static func attributes(_ tag: HTMLTag) -> [(HTMLAttribute, Value)] {
    switch tag {
    case .a: [(.href, .address)]
    case .blockquote, .q: [(.cite, .address)]
    case .del, .ins: [(.cite, .address), (.datetime, .dateText)]
    case .time: [(.datetime, .dateText)]
    case .ol: [(.start, .number), (.reversed, .flag)]
    case .td: [(.colspan, .number), (.rowspan, .number)]
    case .th: [(.colspan, .number), (.rowspan, .number), (.scope, .language)]
    case .col, .colgroup: [(.span, .number)]
    case .audio: [(.src, .address)]
    case .video: [(.src, .address), (.poster, .address), (.width, .number), (.height, .number)]
    case .track: [(.src, .address), (.kind, .language), (.srclang, .language), (.label, .text)]
    default: []
    }
  }
}
