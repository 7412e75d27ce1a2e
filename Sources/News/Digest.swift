// SHA-256 and SHA-1 through OpenSSL's libcrypto, which libcurl links already.
internal import CCrypto

/// Message digests over bytes.
public enum Digest {
  /// The SHA-256 digest (FIPS 180-4), 32 bytes.
  public static func sha256(_ bytes: some Sequence<UInt8>) -> [UInt8] { digest(bytes, EVP_sha256(), 32) }

  /// The SHA-256 digest as 64 lower-case hexadecimal digits, the form BagIt manifests and content hashes use.
  public static func sha256Hex(_ bytes: some Sequence<UInt8>) -> String { hex(sha256(bytes)) }

  /// The SHA-1 digest, 20 bytes; only for version 5 UUIDs, which are defined by it (RFC 9562 section 5.5).
  static func sha1(_ bytes: some Sequence<UInt8>) -> [UInt8] { digest(bytes, EVP_sha1(), 20) }

  /// Lower-case hexadecimal digits, two a byte.
  public static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    for byte in bytes {
      out.append(digits[Int(byte >> 4)])
      out.append(digits[Int(byte & 15)])
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func digest(_ bytes: some Sequence<UInt8>, _ algorithm: OpaquePointer?, _ length: Int) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: length)
    func run(_ buffer: UnsafeBufferPointer<UInt8>) {
      let done = EVP_Digest(buffer.baseAddress, buffer.count, &out, nil, algorithm, nil)
      precondition(done == 1, "libcrypto refused a digest: it was built without SHA")
    }
    if bytes.withContiguousStorageIfAvailable({ run($0) }) == nil { Array(bytes).withUnsafeBufferPointer(run) }
    return out
  }
}
