// One bundle looked at: is the bag complete and unaltered, is the item sound, do its parts tell the same?
internal import News

/// Something wrong in the state directory.
public struct Finding: Sendable, Equatable, CustomStringConvertible {
  /// What kind, stable and machine-readable: `missing`, `unlisted`, `altered`, `link`, `bag` (a tag file is wrong),
  /// `item` (item.json is wrong), `disagrees` (two parts tell different things), `twice` (a revision has
  /// two bundles), `story` (a story file is wrong), `stray` (something that does not belong there).
  public var code: String
  /// The bundle or file, relative to the state directory.
  public var path: String
  /// A sentence.
  public var message: String

  /// A finding.
  public init(code: String, path: String, message: String) {
    self.code = code
    self.path = path
    self.message = message
  }

  /// `path: message`.
  public var description: String { "\(path): \(message)" }
}

/// What looking at a bundle gave.
struct BundleInspection {
  /// Nothing wrong leaves this empty.
  var findings: [Finding] = []
  /// The bundle, where its item could be read.
  var bundle: StoredBundle?
  /// The size of its files.
  var bytes = 0
}

extension BundleStore {
  /// No file of a bundle is longer; a page is at most as long as the transport takes, 1 GB by the settings' bounds.
  static let longestFile = 1_100_000_000

  /// Looks at everything in one bundle.
  ///
  /// - Parameter namingUnreadable: Whether a file that the system refuses to read is a finding. Otherwise it is thrown:
  ///   an error of the disk says nothing about what the bundle holds.
  func inspect(bundle path: String, namingUnreadable: Bool) throws(BundleFailure) -> BundleInspection {
    var inspector = BagInspector(path: path)
    try inspector.gather(files, namingUnreadable: namingUnreadable)
    inspector.checkTags()
    return inspector.finished()
  }
}

/// A bag held in memory while it is checked.
private struct BagInspector {
  let path: String
  private var out = BundleInspection()
  private var contents: [String: [UInt8]] = [:]
  private var info: [String: String] = [:]

  init(path: String) { self.path = path }

  private mutating func add(_ code: String, _ message: String) {
    out.findings.append(Finding(code: code, path: path, message: message))
  }

  /// Reads all files; anything that is neither a file nor `data` is a finding.
  mutating func gather(_ files: FileSystem, namingUnreadable: Bool) throws(BundleFailure) {
    for folder in ["", "data"] {
      let here = folder.isEmpty ? path : "\(path)/\(folder)"
      guard let entries = try files.list(here) else {
        add("missing", folder.isEmpty ? "is not a folder" : "data is missing")
        continue
      }
      for entry in entries {
        let name = folder.isEmpty ? entry.name : "data/\(entry.name)"
        switch entry.kind {
        case .file:
          do {
            contents[name] = try files.read("\(path)/\(name)", limit: BundleStore.longestFile)
          } catch {
            guard namingUnreadable, ["permission", "io", "not-a-bundle"].contains(error.code) else { throw error }
            // One file that cannot be read is a fault of this bundle, not of the looking.
            add("altered", "\(DisplayText.line(name)) cannot be read: \(error.message)")
          }
        case .directory where name == "data": continue
        case .directory: add("unlisted", "\(DisplayText.line(name)) is a folder that does not belong there")
        case .other: add("link", "\(DisplayText.line(name)) is a link or device, not a file")
        }
      }
    }
    out.bytes = contents.values.reduce(0) { $0 + $1.count }
  }

  /// Declaration, manifests and bag-info.
  mutating func checkTags() {
    if let declaration = contents["bagit.txt"] {
      if declaration != Array(Bag.declaration.utf8) {
        add("bag", "bagit.txt does not declare a BagIt 1.0 bag in UTF-8")
      }
    } else {
      add("missing", "bagit.txt is missing")
    }
    let payload = Set(contents.keys.filter { $0.hasPrefix("data/") })
    check(BundleLayout.manifest, covers: payload)
    let tags = Set(contents.keys.filter { !$0.hasPrefix("data/") && $0 != BundleLayout.tagManifest })
    check(BundleLayout.tagManifest, covers: tags)
    readInfo()
    for name in ["data/item.json", "data/body.html", "data/body.txt"] where contents[name] == nil {
      add("missing", "\(name) is missing")
    }
    let size = payload.reduce(0) { $0 + contents[$1]!.count }
    if let oxum = info["Payload-Oxum"], oxum != "\(size).\(payload.count)" {
      add("bag", "bag-info.txt: Payload-Oxum is \(DisplayText.line(oxum)), the payload has \(size).\(payload.count)")
    }
  }

  /// Each line of a manifest is 64 hexadecimal digits, two spaces and a path; together they name every file once.
  private mutating func check(_ manifest: String, covers present: Set<String>) {
    guard let bytes = contents[manifest] else {
      add("missing", "\(manifest) is missing")
      return
    }
    var listed: Set<String> = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let text = String(decoding: line, as: UTF8.self)
      let digest = String(text.prefix(64))
      let name = String(text.dropFirst(66))
      guard digest.utf8.count == 64, text.dropFirst(64).hasPrefix("  "), !name.isEmpty,
        listed.insert(name).inserted
      else {
        add("bag", "\(manifest) has a line that is not a digest and a new path: \(shown(text))")
        continue
      }
      guard let content = contents[name], present.contains(name) else {
        add("missing", "\(shown(name)) is in \(manifest) and not in the bag")
        continue
      }
      if Digest.sha256Hex(content) != digest.lowercased() {
        add("altered", "\(name) is not as it was written: its SHA-256 differs from \(manifest)")
      }
    }
    for name in present.subtracting(listed).sorted() {
      add("unlisted", "\(shown(name)) is in the bag and not in \(manifest)")
    }
  }

  private mutating func readInfo() {
    guard let bytes = contents["bag-info.txt"] else {
      add("missing", "bag-info.txt is missing")
      return
    }
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let text = String(decoding: line, as: UTF8.self)
      let parts = text.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, info.updateValue(parts[1].drop { $0 == " " }.description, forKey: String(parts[0])) == nil
      else {
        add("bag", "bag-info.txt has a line that is no new label and value: \(shown(text))")
        continue
      }
    }
    for label in ["External-Identifier", "Bag-Group-Identifier", "Payload-Oxum"] where info[label] == nil {
      add("bag", "bag-info.txt has no \(label)")
    }
  }

  private func shown(_ text: String) -> String { DisplayText.fitted(DisplayText.line(text), to: 80) }

  /// The item, and whether everything agrees with it.
  mutating func finished() -> BundleInspection {
    let html = text("data/body.html")
    let plain = text("data/body.txt")
    let provenance = json("data/fetch.json")
    guard let item = json("data/item.json"), let html, let plain else { return out }
    for problem in NinjsShape.item.problems(item).prefix(10) { add("item", "item.json: \(problem)") }
    do {
      let bundle = try NinjsReader.bundle(path: path, item: item, html: html, text: plain, provenance: provenance)
      out.bundle = bundle
      checkAgreement(bundle, item)
    } catch {
      add("item", "item.json \(error.message)")
    }
    return out
  }

  private mutating func text(_ name: String) -> String? {
    guard let bytes = contents[name] else { return nil }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    add("altered", "\(name) is not UTF-8")
    return nil
  }

  private mutating func json(_ name: String) -> JSONValue? {
    guard let bytes = contents[name] else { return nil }
    do {
      return try JSONReader.value(bytes)
    } catch {
      add("item", "\(name) is not JSON: \(shown(error.message)) at byte \(error.position)")
      return nil
    }
  }

  private mutating func checkAgreement(_ bundle: StoredBundle, _ item: JSONValue) {
    let article = bundle.article
    let name = BundleLayout.name(article.id, version: article.version)
    if path != BundleLayout.day(article.fetched) + "/" + name {
      add(
        "disagrees",
        "its folder is not the one of its uri, version and versionCreated, which is "
          + BundleLayout.day(article.fetched) + "/" + name)
    }
    if info["External-Identifier"] != article.id.urn {
      add("disagrees", "bag-info.txt: External-Identifier is not the item's uri")
    }
    if info["Bag-Group-Identifier"] != bundle.story.urn {
      add("disagrees", "bag-info.txt: Bag-Group-Identifier is not the item's story")
    }
    let bodies = [("text/html", "body.html", article.body.html), ("text/plain", "body.txt", article.body.text)]
    for (type, file, content) in bodies
    where item.all("bodies", "contentType", type).first?["value"]?.text != content {
      add("disagrees", "item.json: its \(type) body is not \(file)")
    }
    if bundle.contentHash != Digest.sha256Hex(article.body.text.utf8) {
      add("disagrees", "item.json: contentHash is not the SHA-256 of body.txt")
    }
  }
}
