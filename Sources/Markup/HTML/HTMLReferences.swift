// Character references replaced while text is copied: the few that are most of them without a look into the table.

enum HTMLReferences {
  /// The reference at an ampersand where it is one of the commonest; of length 0 for all others.
  @inline(__always) static func common(_ run: UnsafeBufferPointer<UInt8>, _ at: Int) -> (scalar: UInt32, length: Int) {
    guard let base = run.baseAddress, at + ByteWord.width <= run.count else { return (0, 0) }
    if run[at + 1] == UInt8(ascii: "#") { return number(run, at) }
    let word = ByteWord.load(base + at)
    // The names in the order of memory, the last byte highest: `&amp;`, then `&lt;` and `&gt;`, then the longer ones.
    if word & 0xFF_FFFF_FFFF == 0x3B_706D_6126 { return (38, 5) }
    switch word & 0xFFFF_FFFF {
    case 0x3B74_6C26: return (60, 4)
    case 0x3B74_6726: return (62, 4)
    default: break
    }
    switch word & 0xFFFF_FFFF_FFFF {
    case 0x3B74_6F75_7126: return (34, 6)
    case 0x3B70_7362_6E26: return (0xA0, 6)
    default: return (0, 0)
    }
  }

  /// A numeric reference of up to six digits that ends in a semicolon.
  private static func number(_ run: UnsafeBufferPointer<UInt8>, _ ampersand: Int) -> (scalar: UInt32, length: Int) {
    var at = ampersand + 2
    let isHex = run[at] | 32 == UInt8(ascii: "x")
    if isHex { at += 1 }
    let first = at
    let end = min(run.count, first + 7)
    var value: UInt32 = 0
    while at < end {
      let byte = run[at]
      switch byte {
      case 48...57: value = value &* (isHex ? 16 : 10) &+ UInt32(byte &- 48)
      case 65...70 where isHex, 97...102 where isHex: value = value &* 16 &+ UInt32((byte | 32) &- 87)
      case 59 where at > first: return (CharacterReferences.scalar(number: value), at + 1 - ampersand)
      default: return (0, 0)
      }
      at += 1
    }
    return (0, 0)
  }

  /// Appends a run of text, or an attribute's value, with its references replaced.
  static func decode(_ run: UnsafeBufferPointer<UInt8>, inAttribute: Bool, into out: inout ByteBuffer) {
    var at = 0
    while at < run.count {
      let ampersand = run.find(UInt8(ascii: "&"), from: at)
      out.append(UnsafeBufferPointer(rebasing: run[at..<ampersand]))
      at = ampersand
      guard at < run.count else { return }
      let reference = common(run, at)
      if reference.length > 0 {
        out.append(scalar: reference.scalar)
        at += reference.length
      } else if let match = CharacterReferences.match(in: run, at: at, inAttribute: inAttribute) {
        match.utf8.withUnsafeBufferPointer { out.append($0) }
        at += match.length
      } else {
        out.append(UInt8(ascii: "&"))
        at += 1
      }
    }
  }
}
