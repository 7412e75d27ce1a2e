// Links that an answer carries in its header instead of its body.

internal import News

extension FetchResponse {
  /// The targets of the `Link` header fields (RFC 8288) with a relation type, such as `hub`; absolute, in order.
  public func links(relation: String) -> [String] {
    headers.values("Link").flatMap { LinkHeader.targets(in: $0, relation: relation) }
      .compactMap { WebAddress($0, base: finalURL)?.description }
  }
}

/// Reads the value of a `Link` field: `<target>; rel="hub self"; title="…", <target>; …`.
enum LinkHeader {
  static func targets(in value: String, relation: String) -> [String] {
    var found: [String] = []
    var rest = Substring(value)
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      let target = rest[rest.index(after: open)..<close]
      rest = rest[rest.index(after: close)...]
      // Only the first `rel` of a link counts (RFC 8288 section 3.3).
      var relations: [Substring]?
      while rest.drop(while: isSpace).first == ";" {
        rest = rest.drop(while: isSpace).dropFirst()
        let (name, text) = parameter(&rest)
        if name == "rel", relations == nil { relations = text.split(separator: " ") }
      }
      if relations?.contains(where: { $0.lowercased() == relation }) ?? false { found.append(String(target)) }
    }
    return found
  }

  /// Takes one parameter off the front: its name in lower case, and its value without quotes.
  private static func parameter(_ rest: inout Substring) -> (name: String, value: Substring) {
    rest = rest.drop(while: isSpace)
    let name = rest.prefix { !"=;,".contains($0) && !isSpace($0) }.lowercased()
    rest = rest.drop { !"=;,".contains($0) }
    guard rest.first == "=" else { return (name, "") }
    rest = rest.dropFirst().drop(while: isSpace)
    if rest.first == "\"" {
      let value = rest.dropFirst().prefix { $0 != "\"" }
      rest = rest[value.endIndex...].dropFirst()
      return (name, value)
    }
    let value = rest.prefix { !";,".contains($0) && !isSpace($0) }
    rest = rest[value.endIndex...].drop { !";,".contains($0) }
    return (name, value)
  }

  private static func isSpace(_ character: Character) -> Bool { character == " " || character == "\t" }
}
