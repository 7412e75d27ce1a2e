// What a source is told in secret: the settings name the files, never the secrets.
import News
import Yams

/// Reads `credentials` and `secret_headers`.
struct SecretsReader {
  /// The settings file's directory, at which relative paths begin.
  let directory: String

  private static let file = "the path of a file with nothing else in it, or the name of a systemd credential"

  func credentials(_ source: Group, url: WebAddress?, into problems: inout ProblemList) -> CredentialFiles? {
    guard let node = source["credentials"] else { return nil }
    guard node.mapping != nil else {
      // What stands here may be the secret itself, and problems end in logs.
      problems.add(
        at: node, "`\(source.path("credentials"))` should be a group with `user` and `password_file`, or `token_file`")
      return nil
    }
    let group = Group(
      node, name: source.path("credentials"), known: ["user", "password_file", "token_file"], into: &problems)
    let user = group.text("user", "the name to log in with", into: &problems)
    let password = group.text("password_file", Self.file, into: &problems)
    let token = group.text("token_file", Self.file, into: &problems)
    if let user, user.contains(":"), let at = group["user"] {
      problems.add(at: at, "`\(group.path("user"))` has a colon in it, which no name can have (RFC 7617)")
    }
    if url?.userinfo != nil {
      problems.add(
        at: node, "`\(group.name)` and the name in `url` cannot both be sent; take what stands before @ out of `url`")
    }
    switch (group["user"] != nil, group["password_file"] != nil, group["token_file"] != nil) {
    case (true, true, false):
      guard let user, let password else { return nil }
      return .basic(user: user, password: SecretFile(password, in: directory))
    case (false, false, true): return token.map { .bearer(token: SecretFile($0, in: directory)) }
    default:
      problems.add(at: node, "`\(group.name)` needs either `user` and `password_file`, or `token_file` alone")
      return nil
    }
  }

  func headers(
    _ source: Group, besides plain: [String: String], into problems: inout ProblemList
  ) -> [String: SecretFile] {
    guard let node = source["secret_headers"] else { return [:] }
    let name = source.path("secret_headers")
    guard let mapping = node.mapping else {
      problems.add(at: node, "`\(name)` should be a group such as `X-Api-Key: key-file`")
      return [:]
    }
    let taken = Set(plain.keys.map { $0.lowercased() })
    var out: [String: SecretFile] = [:]
    for (key, value) in mapping {
      let header = key.scalar?.string ?? ""
      guard header.unicodeScalars.first != YAMLDocument.renamed,
        SourcesReader.isHeader(header, at: key, into: &problems)
      else { continue }
      if taken.contains(header.lowercased()) {
        problems.add(at: key, "the header `\(header)` also stands in `headers`; keep one of them")
      }
      guard let path = value.scalar.flatMap({ Group.line($0.string) }) else {
        problems.add(at: value, "the header `\(header)` is \(value.told); it should be \(Self.file)")
        continue
      }
      out[header] = SecretFile(path, in: directory)
    }
    return out
  }
}
