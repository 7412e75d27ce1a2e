// Bundles and stories read back, one by one or all in order.
public import News

/// Where a bundle lies, and what its folder's name says.
public struct BundleLocation: Sendable, Hashable {
  /// The article.
  public var article: ArticleID
  /// Its revision.
  public var version: Int
  /// The folder, relative to the state directory.
  public var path: String
}

extension BundleStore {
  /// Reads a bundle. Its checksums are not looked at; ``verify(progress:)`` does that.
  ///
  /// - Throws: ``BundleFailure`` with code `not-a-bundle` where there is none that can be read.
  public func read(path: String) throws(BundleFailure) -> StoredBundle {
    func failure(_ message: String) -> BundleFailure {
      BundleFailure(code: "not-a-bundle", path: path, message: message)
    }
    func bytes(_ name: String) throws(BundleFailure) -> [UInt8] {
      guard let bytes = try files.read("\(path)/data/\(name)", limit: Self.longestFile) else {
        throw failure("there is no data/\(name)")
      }
      return bytes
    }
    guard Self.isInside(path) else { throw failure("is not the path of a bundle in this state directory") }
    let html = String(decoding: try bytes("body.html"), as: UTF8.self)
    let text = String(decoding: try bytes("body.txt"), as: UTF8.self)
    let item = try bytes("item.json")
    let provenance = try files.read("\(path)/data/fetch.json", limit: Self.longestFile)
    do {
      return try NinjsReader.bundle(
        path: path, item: try JSONReader.value(item), html: html, text: text,
        provenance: try provenance.map { (bytes) throws(JSONFailure) in try JSONReader.value(bytes) })
    } catch let error as JSONFailure {
      throw failure("its JSON is broken: \(error.message) at byte \(error.position)")
    } catch let error as ShapeFailure {
      throw failure("item.json \(error.message)")
    } catch {
      throw failure("\(error)")
    }
  }

  /// Calls `body` for every bundle whose name is one, in order of days and then of names, until it returns false.
  /// Nothing of the bundles is opened.
  ///
  /// - Parameters:
  ///   - since: Leaves out the days before this instant's.
  ///   - body: Called for each bundle; false ends the walk.
  public func bundles(since: Instant? = nil, _ body: (BundleLocation) throws -> Bool) throws {
    let first = since.map { BundleLayout.day($0) } ?? ""
    for day in try days() where day >= first {
      for entry in try files.list(day) ?? [] where entry.kind == .directory {
        guard let (article, version) = BundleLayout.parse(name: entry.name) else { continue }
        let location = BundleLocation(article: article, version: version, path: "\(day)/\(entry.name)")
        guard try body(location) else { return }
      }
    }
  }

  /// Reads a story file, given its path relative to the state directory.
  ///
  /// - Throws: ``BundleFailure`` with code `not-found` or `not-a-bundle`.
  public func readStory(path: String) throws(BundleFailure) -> StoryDocument {
    guard Self.isInside(path), let bytes = try files.read(path, limit: Self.longestFile) else {
      throw BundleFailure(code: "not-found", path: path, message: "there is no such story file")
    }
    do {
      return try StoryFile.story(try JSONReader.value(bytes))
    } catch let error as JSONFailure {
      throw BundleFailure(
        code: "not-a-bundle", path: path, message: "is not JSON: \(error.message) at byte \(error.position)")
    } catch let error as ShapeFailure {
      throw BundleFailure(code: "not-a-bundle", path: path, message: error.message)
    } catch {
      throw BundleFailure(code: "not-a-bundle", path: path, message: "\(error)")
    }
  }

  /// The folders of days below `articles`, in order.
  func days() throws(BundleFailure) -> [String] {
    var folders = [BundleLayout.articles]
    for digits in [4, 2, 2] {
      var deeper: [String] = []
      for folder in folders {
        for entry in try files.list(folder) ?? [] where entry.kind == .directory && Self.isNumber(entry.name, digits) {
          deeper.append("\(folder)/\(entry.name)")
        }
      }
      folders = deeper
    }
    return folders
  }

  static func isNumber(_ name: String, _ digits: Int) -> Bool {
    name.utf8.count == digits && name.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
  }

  /// Paths come from catalogues and command lines: none leads out of the state directory.
  private static func isInside(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/") && !path.split(separator: "/").contains("..") && !path.utf8.contains(0)
  }
}
