// The pictures in and around an article, in page order, with their sources and captions.

internal import Markup

struct PagePictures {
  private let outline: PageOutline
  private let facts: PageFacts
  /// The first images of the page.
  private let images: [Int]

  init(_ outline: PageOutline, _ facts: PageFacts) {
    self.outline = outline
    self.facts = facts
    let tree = outline.tree
    images = Array(tree.elements([.img, .amp_img]).prefix(80).filter { !Self.isSmaller($0, than: 40, tree) })
  }

  /// The first image that shows a version of the picture at an address.
  func first(like address: String) -> Int? {
    guard !images.isEmpty else { return nil }
    let name = PictureName(address)
    if name.file.count >= 5, let image = images.first(where: { shows($0, name.file) }) { return image }
    for mark in name.marks {
      let found = images.filter { shows($0, mark) }
      // What many pictures share tells of where they are kept.
      if let image = found.first, found.count <= 4 { return image }
    }
    return nil
  }

  /// Whether one of an image's addresses has a mark.
  private func shows(_ image: Int, _ mark: [UInt8]) -> Bool {
    let tree = outline.tree
    for name in Self.addressNames {
      if let value = tree.value(name, of: image), value.count <= 20_000, value.containsRun(mark) { return true }
    }
    return sourcesBeside(image).contains { source in
      Self.setNames.contains { name in
        tree.value(name, of: source).map { $0.count <= 20_000 && $0.containsRun(mark) } ?? false
      }
    }
  }

  /// The picture in the head of the article: in a figure between the headline and the second paragraph of prose.
  var lead: Int? {
    guard let headline = facts.titleHeadings.first?.node else { return nil }
    var prose = 0
    var end = 0
    for run in outline.runs where run.first > headline && run.isProse && run.reason == nil {
      prose += 1
      end = run.first
      if prose == 2 { break }
    }
    return images.first { image in
      image > headline && image < end && figure(around: image) != nil && !Self.isSmaller(image, than: 250, outline.tree)
        && !outline.isInside(image, reasons: ["related", "comments", "navigation", "promotion", "share", "author"])
        && !(source(of: image).map { PictureName.isStandIn($0) } ?? true)
    }
  }

  /// Whether the page says that an image is less wide: a pixel that counts readers, an icon.
  private static func isSmaller(_ image: Int, than width: Int, _ tree: HTMLTree) -> Bool {
    guard let stated = tree.value(.width, of: image) else { return false }
    let digits = stated.prefix { 48...57 ~= $0 }
    guard !digits.isEmpty, digits.count < 6, !stated.contains(UInt8(ascii: "%")) else { return false }
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) } < width
  }

  /// What stands below a picture: the figure's caption, or that of the element around it that is named for one.
  func caption(of image: Int) -> (text: String, origin: String)? {
    let tree = outline.tree
    if let figure = figure(around: image) {
      let captions = tree.elements([.figcaption], in: figure..<Int(tree.nodes[figure].end))
      for caption in captions {
        let text = tree.plainText(of: caption)
        if !text.isEmpty { return (text, "figcaption") }
      }
    }
    var at = Int(tree.nodes[image].parent)
    for _ in 0..<3 where at > 0 {
      let range = at..<Int(tree.nodes[at].end)
      guard range.count < 60 else { return nil }
      for index in range where outline.meanings[index].contains(.caption) || tree.nodes[index].tag == .figcaption {
        let text = tree.plainText(of: index)
        if !text.isEmpty { return (text, "caption") }
      }
      at = Int(tree.nodes[at].parent)
    }
    return nil
  }

  private func figure(around node: Int) -> Int? {
    let tree = outline.tree
    var at = node
    for _ in 0..<8 where at > 0 {
      if tree.nodes[at].tag == .figure { return at }
      at = Int(tree.nodes[at].parent)
    }
    return nil
  }

  // MARK: sources

  private static let lazyNames: [HTMLAttribute] = [
    .data_src, .data_lazy_src, .data_original, .data_lazy, .data_original_src, .data_full_src, .data_hi_res_src,
    .data_url,
  ]

  /// The `source` elements of the picture that an image is in.
  private func sourcesBeside(_ image: Int) -> [Int] {
    let tree = outline.tree
    // libxml2 keeps `source` open, so that the image may be in it as well as beside it.
    var parent = Int(tree.nodes[image].parent)
    while parent > 0, tree.nodes[parent].tag == .source { parent = Int(tree.nodes[parent].parent) }
    guard parent > 0, tree.nodes[parent].tag == .picture else { return [] }
    return Array(tree.elements([.source], in: parent..<Int(tree.nodes[parent].end)).prefix(20))
  }

  /// The address of the largest version of an image.
  func source(of image: Int) -> String? {
    let tree = outline.tree
    var best: (address: String, width: Int)?
    for name in Self.lazyNames + [.src] {
      guard best == nil, let value = tree.value(name, of: image), !value.isEmpty else { continue }
      // An image in the page itself is a place holder.
      if !value.starts(with: "data:".utf8) { best = (String(decoding: value, as: UTF8.self), 0) }
    }
    for element in [image] + sourcesBeside(image) {
      for set in Self.setNames.compactMap({ tree.value($0, of: element) }) {
        for candidate in SourceSet.candidates(set) where candidate.width > best?.width ?? -1 { best = candidate }
      }
    }
    return best?.address
  }

  private static let addressNames = lazyNames + [.src] + setNames
  private static let setNames: [HTMLAttribute] = [.srcset, .data_srcset, .data_lazy_srcset]
}
