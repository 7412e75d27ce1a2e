// The outlet a page belongs to: its name, and how to tell that name where it stands in titles and author lines.

internal import Markup
internal import News

struct Outlet: Sendable {
  /// The name, as the page gives it.
  let name: String?
  /// Where the name was found.
  let origin: String?
  private let nameKey: [UInt8]
  /// The part of the host that somebody registered: `courier` of `www.courier.co.example`.
  private let hostKey: [UInt8]

  init(_ facts: PageFacts, url: WebAddress?) {
    let stated = facts.meta.first([
      "og:site_name", "application-name", "al:android:app_name", "apple-mobile-web-app-title",
    ])
    if let stated {
      (name, origin) = (stated.content, stated.name)
    } else {
      name = facts.linked.publisher.map { PageFacts.tidy($0) }
      origin = name == nil ? nil : "json-ld"
    }
    nameKey = name.map { FoldedText.key($0.utf8.prefix(200)) } ?? []
    hostKey = url.map { Self.registeredPart(of: $0.host) } ?? []
  }

  /// Whether a part of a title is the outlet's name or a form of it: shorter, with a word more, or as the host has it.
  func isNamed(by key: [UInt8]) -> Bool {
    guard key.count > 1 else { return false }
    if !nameKey.isEmpty {
      if key == nameKey || key.count > 2 && nameKey.containsRun(key) { return true }
      if nameKey.count >= 4, key.count <= nameKey.count + 8, key.containsRun(nameKey) { return true }
    }
    if key == hostKey { return true }
    if hostKey.count >= 4, key.count <= hostKey.count + 10, key.containsRun(hostKey) { return true }
    // "Ann Lee's Notebook" of annlee.example.
    if hostKey.count >= 8, key.count <= hostKey.count * 3 + 4, key.starts(with: hostKey) || key[...].ends(with: hostKey)
    {
      return true
    }
    return key.count >= 4 && hostKey.containsRun(key)
  }

  /// Whether an author's name is the outlet's: a newsroom, a company, the name of the site.
  func isAuthor(_ name: String) -> Bool {
    let key = FoldedText.key(name.utf8)
    guard key.count > 1 else { return false }
    if key == nameKey || key == hostKey { return true }
    // "CBN Islands" is a part of cbn.example.
    let first = FoldedText.key(name.utf8.prefix { $0 != 32 })
    if first.count >= 2, first == hostKey, first.count <= 5 { return true }
    // "The Courier Editors" is the Courier; Ann Courier-Jones, who founded it, is told by her length.
    for own in [nameKey, hostKey] where own.count >= 4 && key.count <= own.count + 20 && key.containsRun(own) {
      return true
    }
    return key.count >= 6 && (nameKey.containsRun(key) || hostKey.containsRun(key))
  }

  /// The label before the public suffix, which is taken to be one label, or two short ones.
  private static func registeredPart(of host: String) -> [UInt8] {
    let labels = host.utf8.split(separator: UInt8(ascii: "."))
    guard labels.count > 1 else { return [] }
    var at = labels.count - 2
    if at > 0, labels[at].count <= 3, labels[at + 1].count == 2 { at -= 1 }
    return FoldedText.key(labels[at])
  }
}
