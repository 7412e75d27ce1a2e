// The files of one bag (BagIt 1.0, RFC 8493), made in memory: payload first, then the tag files that prove it.
internal import News

/// A bag ready to be written.
struct Bag {
  /// Each file's path within the bag and its bytes, in the order they are written.
  private(set) var files: [(path: String, bytes: [UInt8])] = []
  /// The SHA-256 of the plain text.
  let contentHash: String

  static let declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

  /// The size of all files.
  var byteCount: Int { files.reduce(0) { $0 + $1.bytes.count } }

  /// The bag of a draft.
  init(_ draft: BundleDraft, agent: String) {
    let text = Array(draft.article.body.text.utf8)
    contentHash = Digest.sha256Hex(text)
    files = [
      ("data/body.html", Array(draft.article.body.html.utf8)),
      ("data/body.txt", text),
      ("data/fetch.json", JSONWriter.bytes(ProvenanceFile.json(draft, agent: agent))),
      ("data/item.json", JSONWriter.bytes(NinjsItem.json(draft, contentHash: contentHash))),
    ]
    if let kept = draft.entrySource { files.append(("data/entry." + kept.fileExtension, kept.bytes)) }
    if let kept = draft.pageSource { files.append(("data/page." + kept.fileExtension, kept.bytes)) }
    files.sort { $0.path < $1.path }

    let oxum = "\(byteCount).\(files.count)"
    let manifest = Self.manifest(files)
    let info = """
      Bag-Group-Identifier: \(draft.story.urn)
      Bag-Software-Agent: \(agent)
      Bagging-Date: \(draft.article.fetched.description.prefix(10))
      External-Identifier: \(draft.article.id.urn)
      Payload-Oxum: \(oxum)

      """
    let tags: [(path: String, bytes: [UInt8])] = [
      ("bag-info.txt", Array(info.utf8)),
      ("bagit.txt", Array(Self.declaration.utf8)),
      (BundleLayout.manifest, manifest),
    ]
    files += tags
    files.append((BundleLayout.tagManifest, Self.manifest(tags)))
  }

  private static func manifest(_ files: [(path: String, bytes: [UInt8])]) -> [UInt8] {
    files.flatMap { Array((Digest.sha256Hex($0.bytes) + "  " + $0.path + "\n").utf8) }
  }
}
