// Entity tags from content: the same bytes have the same tag in every run, other bytes another.

/// The entity tag of a body (RFC 9110, 8.8.3): FNV-1a with 64 bits, in quotes. Good enough to notice an edit; no
/// protection against somebody who wants two bodies with one tag.
func entityTag(of body: [UInt8]) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in body { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  let digits = String(hash, radix: 16)
  return "\"" + String(repeating: "0", count: 16 - digits.count) + digits + "\""
}

/// Whether an `If-None-Match` field names this tag (weak comparison, RFC 9110, 13.1.2).
func names(_ field: String, tag: String) -> Bool {
  field.split(separator: ",").contains { candidate in
    let candidate = candidate.drop { $0 == " " }
    return candidate == "*" || candidate.hasPrefix(tag) || candidate.hasPrefix("W/" + tag)
  }
}
