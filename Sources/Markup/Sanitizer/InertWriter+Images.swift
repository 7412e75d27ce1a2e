// Images, among them the many ways pages hide an image's address until it scrolls into view.

extension InertWriter {
  /// Where lazy loaders keep the address, the likeliest first.
  private static let lazySources: [HTMLAttribute] = [
    .data_src, .data_lazy_src, .data_original, .data_original_src, .data_orig_file, .data_full_src, .data_hi_res_src,
    .data_lazy, .data_lazyload, .data_ll_src, .data_cfsrc, .data_actualsrc, .data_img_src, .data_src_medium,
    .data_flickity_lazyload, .data_image, .data_url,
  ]

  /// Writes an `img`, or a `source` of a picture or recording, where there is something to show: an address, and not a
  /// counting pixel's.
  mutating func writeImage(_ tag: HTMLTag, _ attributes: HTMLAttributes) {
    let width = number(.width, of: attributes)
    let height = number(.height, of: attributes)
    let start = out.count
    placeholder = tag == .img && !attributes.hasLazySource ? start..<start : nil
    guard tag == .source || !(width ?? 2 < 2 || height ?? 2 < 2) else { return }
    out.appendStart(of: tag, in: cells, hasAttributes: true)
    let hasSource = writeSource(attributes)
    let hasSet = writeSourceSet(attributes)
    guard hasSource || hasSet else { return out.truncate(to: start) }
    defer { if placeholder != nil { placeholder = start..<out.count } }
    if hasSet { writeAny(.sizes, of: attributes) }
    if tag == .img {
      writeAny(.alt, of: attributes)
      if let width { write(.width, width) }
      if let height { write(.height, height) }
    } else {
      writeAny(.type, of: attributes)
      writeAny(.media, of: attributes)
    }
    writeCommon(attributes)
    out.append(62)
  }

  /// Puts what `write` writes, if anything, in the place of an image that was written last and may be a placeholder:
  /// lazy loaders leave the image itself in a `noscript` behind it.
  mutating func replaceImage(_ write: (UnsafeMutablePointer<InertWriter>) -> Void) {
    guard let image = placeholder, image.upperBound <= out.count else { return }
    let rest = UnsafeBufferPointer(rebasing: out.bytes[image.upperBound...])
    guard rest.allSatisfy({ AttributeScanner.isSpace($0) }) else { return }
    let written = Array(out.bytes[image.lowerBound...])
    out.truncate(to: image.lowerBound)
    withUnsafeMutablePointer(to: &self) { write($0) }
    placeholder = nil
    if out.count == image.lowerBound { written.withUnsafeBufferPointer { out.append($0) } }
  }

  private mutating func number(_ name: HTMLAttribute, of attributes: HTMLAttributes) -> Int? {
    guard let written = attributes.written(name) else { return nil }
    return Self.number(decoded(written, of: attributes))
  }

  private mutating func writeSource(_ attributes: HTMLAttributes) -> Bool {
    if attributes.hasLazySource {
      for name in Self.lazySources {
        guard let written = attributes.written(name) else { continue }
        // Loaders also keep JSON, a template, a number or a word in these attributes.
        let value = decoded(written, of: attributes)
        guard !value.contains(where: { $0 == UInt8(ascii: "{") || $0 <= 32 }),
          value.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") })
        else { continue }
        if writeSource(from: name, of: attributes) { return true }
      }
    }
    return writeSource(from: .src, of: attributes)
  }

  private mutating func writeSource(from name: HTMLAttribute, of attributes: HTMLAttributes) -> Bool {
    guard let written = attributes.written(name), !written.isEmpty else { return false }
    return write(.src, address: written, of: attributes)
  }

  private mutating func writeSourceSet(_ attributes: HTMLAttributes) -> Bool {
    writeSourceSet(from: .data_srcset, attributes) || writeSourceSet(from: .data_lazy_srcset, attributes)
      || writeSourceSet(from: .srcset, attributes)
  }

  private mutating func writeSourceSet(from name: HTMLAttribute, _ attributes: HTMLAttributes) -> Bool {
    guard let written = attributes.written(name) else { return false }
    let start = out.count
    open(.srcset)
    guard base.append(sourceSet: decoded(written, of: attributes), into: &out) else {
      out.truncate(to: start)
      return false
    }
    out.append(34)
    return true
  }
}
