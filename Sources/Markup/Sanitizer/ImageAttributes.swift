// The attributes of images, among them the many ways pages hide an image's address until it scrolls into view.

internal import News

struct ImageAttributes {
  private var source: String?
  private var sourceSet: String?
  private var width: String?
  private var height: String?
  private let attributes: [(name: HTMLAttribute, value: [UInt8])]

  /// Where lazy loaders keep the address, the likeliest first.
  private static let lazySources: [HTMLAttribute] = [
    .data_src, .data_lazy_src, .data_original, .data_original_src, .data_orig_file, .data_full_src, .data_hi_res_src,
    .data_lazy, .data_src_medium, .data_flickity_lazyload, .data_url,
  ]
  private static let lazySets: [HTMLAttribute] = [.data_srcset, .data_lazy_srcset]

  init(_ attributes: [(name: HTMLAttribute, value: [UInt8])], base: AddressReference?) {
    self.attributes = attributes
    func value(_ name: HTMLAttribute) -> [UInt8]? { attributes.first { $0.name == name }?.value }
    for name in Self.lazySources + [.src] {
      guard let found = value(name), !found.isEmpty, let address = SafeAddress.absolute(found, base: base) else {
        continue
      }
      // Loaders also keep JSON or a template in these attributes.
      if name != .src, found.contains(where: { $0 == UInt8(ascii: "{") || $0 <= 32 }) { continue }
      source = address
      break
    }
    for name in Self.lazySets + [.srcset] {
      guard let found = value(name), let set = SafeAddress.sourceSet(found, base: base) else { continue }
      sourceSet = set
      break
    }
    width = value(.width).flatMap(Self.number)
    height = value(.height).flatMap(Self.number)
  }

  /// Whether there is an image to show: one with an address, and not a counting pixel.
  func isWorthKeeping(in tag: HTMLTag) -> Bool {
    guard source != nil || sourceSet != nil else { return false }
    let tiny = { (size: String?) in size == "0" || size == "1" }
    return tag == .source || !(tiny(width) || tiny(height))
  }

  /// The address to show, absolute.
  var address: String? { source }

  /// The attributes as they are written.
  func written(for tag: HTMLTag) -> [(HTMLAttribute, String)] {
    var out: [(HTMLAttribute, String)] = []
    func text(_ name: HTMLAttribute) -> String? {
      attributes.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
    }
    if let source { out.append((.src, source)) }
    if let sourceSet {
      out.append((.srcset, sourceSet))
      if let sizes = text(.sizes) { out.append((.sizes, sizes)) }
    }
    if tag == .img {
      if let alt = text(.alt) { out.append((.alt, alt)) }
      if let width { out.append((.width, width)) }
      if let height { out.append((.height, height)) }
    } else {
      if let type = text(.type) { out.append((.type, type)) }
      if let media = text(.media) { out.append((.media, media)) }
    }
    return out
  }

  /// A whole number, with or without `px`; nil for percentages and anything else.
  static func number(_ value: [UInt8]) -> String? {
    var text = String(decoding: value, as: UTF8.self).filter { $0 != " " }
    if text.hasSuffix("px") { text.removeLast(2) }
    guard let number = Double(text), number >= 0, number < 100_000 else { return nil }
    return String(Int(number.rounded()))
  }
}
