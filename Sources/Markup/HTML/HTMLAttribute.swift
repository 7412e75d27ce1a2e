// The names of the attributes that are looked at, as small numbers; all others are passed over while reading.

/// An attribute's name.
public enum HTMLAttribute: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  // swift-format-ignore
  case abbr, alt, aria_hidden, aria_label, charset, cite, `class`, cols, colspan, content, controls, data_date,
    data_datetime, data_actualsrc, data_cfsrc, data_flickity_lazyload, data_full_src, data_hi_res_src, data_image,
    data_img_src, data_lazy, data_lazyload, data_lazy_src, data_lazy_srcset, data_ll_src, data_original, data_orig_file,
    data_original_src, data_src, data_srcset, data_src_medium, data_url, data_sizes, data_time, data_timestamp, datetime,
    decoding, dir, height, hidden, href, hreflang, http_equiv, id, itemid, itemprop,
    itemscope, itemtype, kind, label, lang, loading, media, name, pinger, poster, preload, property, referrerpolicy,
    rel, reversed, role, rowspan, scope, shadowrootmode, sizes, span, src, srclang, srcset, start, style, target, title,
    type, value, width, xml_lang, data_testid, data_component

  /// The name as written, in lower case.
  public var name: [UInt8] { Self.names[Int(rawValue)] }

  /// The attribute named by the bytes, in any letter case; nil for one that is not looked at.
  public init?(_ name: UnsafeBufferPointer<UInt8>) { self.init(rawValue: Self.byName[name]) }

  /// Whether image loaders keep an address in it.
  var holdsLazySource: Bool {
    rawValue >= HTMLAttribute.data_actualsrc.rawValue && rawValue <= HTMLAttribute.data_url.rawValue
  }

  private static let names: [[UInt8]] = allCases.map { attribute in
    let text = String(describing: attribute)
    return attribute == .xml_lang ? Array("xml:lang".utf8) : text.utf8.map { $0 == UInt8(ascii: "_") ? 45 : $0 }
  }
  private static let byName = NameTable(names)
}
