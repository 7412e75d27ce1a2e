// Secrets from files, read each time they are sent, so that a changed password needs no restart; kept nowhere.
internal import Foundation
internal import Glibc
public import News
internal import Transport

/// Reads secret files.
public enum Secrets {
  /// No password is longer, in bytes.
  private static let most = 65_536

  /// What a file holds, without the line end after it.
  ///
  /// A path that is one name is looked for among the credentials of the service manager first (systemd's
  /// `LoadCredential=`): in `credentialsDirectory`, nil for `$CREDENTIALS_DIRECTORY`. Throws `Refusal` (code `secret-unreadable`) that names the file.
  public static func read(
    _ file: SecretFile, credentialsDirectory: String? = nil
  ) throws(Refusal) -> String {
    let path = path(of: file, credentialsDirectory ?? handedOut)
    func refusal(_ what: String) -> Refusal {
      Refusal(code: "secret-unreadable", message: "the secret in \(DisplayText.line(path)) \(what)")
    }
    // Not to wait for a pipe that nobody writes into.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw refusal("cannot be read: \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw refusal("is no file") }
    var bytes = [UInt8](repeating: 0, count: most + 1)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { throw refusal("cannot be read: \(String(cString: strerror(errno)))") }
    guard count <= most else { throw refusal("is longer than \(most) bytes; is it the right file?") }
    guard var text = String(validating: bytes[..<count], as: UTF8.self) else { throw refusal("is no UTF-8 text") }
    while let last = text.unicodeScalars.last, last == "\n" || last == "\r" { text.unicodeScalars.removeLast() }
    guard !text.isEmpty else { throw refusal("is empty") }
    guard text.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 }) else {
      throw refusal("has more than one line or a control character; it should hold the secret and nothing else")
    }
    return text
  }

  /// What is wrong with a source's secret files, as sentences: those that cannot be read, and those that everybody on
  /// the machine can read.
  public static func problems(of source: Source) -> [String] {
    var files = source.secretHeaders.sorted { $0.key < $1.key }.map(\.value)
    switch source.credentials {
    case .basic(_, let file), .bearer(let file): files.append(file)
    case nil: break
    }
    return files.compactMap { file in
      do throws(Refusal) { _ = try read(file) } catch { return error.message }
      let path = path(of: file, handedOut)
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IROTH != 0 else { return nil }
      return "the secret in \(DisplayText.line(path)) can be read by everybody on this machine; chmod o-r it"
    }
  }

  private static var handedOut: String? { ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"] }

  private static func path(of file: SecretFile, _ directory: String?) -> String {
    if file.path.hasPrefix("/") { return file.path }
    if !file.path.contains("/"), let directory {
      let path = "\(directory)/\(file.path)"
      if access(path, F_OK) == 0 { return path }
    }
    return file.directory.hasSuffix("/") ? file.directory + file.path : "\(file.directory)/\(file.path)"
  }
}

extension CredentialFiles {
  /// The credential itself. Throws as ``Secrets/read(_:credentialsDirectory:)`` does.
  func read() throws(Refusal) -> Credential {
    switch self {
    case .basic(let user, let password): .basic(user: user, password: try Secrets.read(password))
    case .bearer(let token): .bearer(token: try Secrets.read(token))
    }
  }
}
