// Images that a page shows to readers without scripts, as lazy loaders leave them behind.

extension HTMLTree {
  /// Gives images to all readers that stand in a `noscript` for those without scripts: the placeholder before such an
  /// element becomes the image in it; where there is no placeholder the element is no `noscript` any more. One that holds
  /// text, or stands where another image is, stays as it is. Goes through the page once, whatever is in it.
  mutating func takeNoscriptImages() {
    var withImages: [(noscript: Int, image: Int)] = []
    for index in nodes.indices where nodes[index].tag == .noscript {
      if let image = onlyImage(in: index) { withImages.append((index, image)) }
    }
    guard !withImages.isEmpty else { return }
    let hasImage = parentsOfImages()
    for (noscript, image) in withImages {
      if let before = elementBefore(noscript), nodes[before].tag == .img {
        guard !hasLazySource(before) else { continue }
        nodes[before].firstAttribute = nodes[image].firstAttribute
        nodes[before].attributeCount = nodes[image].attributeCount
      } else if !hasImage[Int(nodes[noscript].parent)] {
        nodes[noscript].tag = .unknown
      }
    }
  }

  /// The image in an element that holds nothing else.
  private func onlyImage(in node: Int) -> Int? {
    var image: Int?
    for index in node + 1..<Int(nodes[node].end) {
      switch nodes[index].tag {
      case .img:
        if image != nil { return nil }
        image = index
      case .text: if text(of: index).contains(where: { $0 > 32 }) { return nil }
      case .picture, .source, .a, .span, .p, .div, .figure: continue
      default: return nil
      }
    }
    return image
  }

  /// For each node whether there is an image in it, or in one of the elements directly in it, outside of any `noscript`.
  private func parentsOfImages() -> [Bool] {
    var has = [Bool](repeating: false, count: nodes.count)
    var index = 1
    while index < nodes.count {
      if nodes[index].tag == .noscript {
        index = Int(nodes[index].end)
        continue
      }
      if nodes[index].tag == .img || nodes[index].tag == .amp_img {
        let parent = Int(nodes[index].parent)
        has[parent] = true
        if parent > 0 { has[Int(nodes[parent].parent)] = true }
      }
      index += 1
    }
    // The page as a whole has one somewhere.
    for index in nodes.indices where nodes[index].tag == .body || nodes[index].tag == .html { has[index] = true }
    return has
  }

  /// The element next before a node in the same parent, with nothing but white space between them.
  private func elementBefore(_ node: Int) -> Int? {
    let parent = nodes[node].parent
    var at = node - 1
    while at > Int(parent) {
      // What ends here may have begun further inside.
      while nodes[at].parent != parent { at = Int(nodes[at].parent) }
      guard nodes[at].tag == .text else { return at }
      guard !text(of: at).contains(where: { $0 > 32 }) else { return nil }
      at -= 1
    }
    return nil
  }

  private func hasLazySource(_ node: Int) -> Bool {
    let first = Int(nodes[node].firstAttribute)
    return attributes[first..<first + Int(nodes[node].attributeCount)].contains { attribute in
      attribute.name.holdsLazySource && attribute.stop > attribute.start
    }
  }
}
