// Whose certificates are believed: the system's authorities and, where the settings name a file, those in it.

internal import CCurl
internal import CShims
import Glibc
internal import News

/// The authorities, given to libcurl as one file.
///
/// libcurl reads a file once and shares it among connections, but only where no directory stands beside it; with one,
/// as Debian builds it, every connection reads and keeps all of the system's authorities anew. So the system's directory
/// is left out where its bundle is there. A file of the settings' is put together with that bundle in memory: it is
/// trusted in addition, whatever libcurl's TLS library, and what becomes of the file later changes nothing.
final class TrustedAuthorities: Sendable {
  /// What libcurl reads; nil where its own choice stands.
  let path: String?
  /// Whether the system's bundle is in it, so that no directory is needed.
  let includesSystem: Bool
  private let memory: Int32

  /// - Parameter caFile: certificates in PEM (RFC 7468), or nil for the system's alone.
  /// - Throws: `Refusal` `bad-ca-file` where the file cannot be read or holds no certificate.
  init(caFile: String?) throws(Refusal) {
    let bundle = curl_version_info(CURLVERSION_TENTH)?.pointee.cainfo.map { String(cString: $0) }
    guard let caFile else {
      path = bundle.flatMap { access($0, R_OK) == 0 ? $0 : nil }
      includesSystem = path != nil
      memory = -1
      return
    }
    let (file, error) = Self.read(caFile)
    guard let file else { throw Self.refusal(caFile, "cannot be read: \(String(cString: strerror(error)))") }
    guard Self.holdsCertificates(file) else {
      throw Self.refusal(caFile, "holds no certificate in PEM form, which begins with -----BEGIN CERTIFICATE-----")
    }
    let system = bundle.flatMap { Self.read($0).bytes } ?? []
    includesSystem = !system.isEmpty
    memory = nf_memory_file("authorities")
    path = "/proc/self/fd/\(memory)"
    guard memory >= 0, Self.write(system + [0x0A] + file, to: memory) else {
      throw Self.refusal(caFile, "cannot be kept in memory: \(String(cString: strerror(errno)))")
    }
  }

  deinit { if memory >= 0 { close(memory) } }

  /// The bytes of a regular file of at most 16 MiB, or why there are none.
  private static func read(_ path: String) -> (bytes: [UInt8]?, error: Int32) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return (nil, errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= 16 << 20 {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count >= 0 else { return (nil, errno) }
      if count == 0 { return (bytes, 0) }
      bytes += buffer[..<count]
    }
    return (nil, EFBIG)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written) }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  /// Whether there is at least one certificate, and each that begins is whole: one that is cut short would make libcurl
  /// give up the file, and with it every connection.
  private static func holdsCertificates(_ bytes: [UInt8]) -> Bool {
    var count = 0
    var isInside = false
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      if line.starts(with: "-----BEGIN CERTIFICATE-----".utf8) {
        guard !isInside else { return false }
        isInside = true
      } else if line.starts(with: "-----END CERTIFICATE-----".utf8) {
        guard isInside else { return false }
        isInside = false
        count += 1
      }
    }
    return count > 0 && !isInside
  }

  private static func refusal(_ path: String, _ sentence: String) -> Refusal {
    Refusal(
      code: "bad-ca-file", message: "the file of certificate authorities \(DisplayText.line(path)) \(sentence)")
  }
}
