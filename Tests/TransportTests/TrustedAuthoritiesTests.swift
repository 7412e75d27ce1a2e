// The file of certificate authorities: what is taken, what is refused, and that the system's stay.

import Glibc
import News
import Testing
import TestOrigin

@testable import Transport

@Suite struct TrustedAuthoritiesTests {
  @Test func `the settings' authorities come to the system's, not instead of them`() throws {
    let authority = try TestAuthority()
    let both = try TrustedAuthorities(caFile: authority.file)
    let known = try TrustedAuthorities(caFile: nil).path
    let all = try certificates(try #require(both.path))
    #expect(all.contains(try #require(try certificates(authority.file).first)))
    #expect(both.includesSystem == (known != nil))
    if let known { #expect(try certificates(known).allSatisfy(all.contains)) }
  }

  @Test func `the file is read once, when the client is made`() async throws {
    var authority: TestAuthority? = try TestAuthority()
    let origin = try TestOrigin(.tls(authority!.identity())) { _ in .ok() }
    let client = try makeClient(caFile: authority!.file)
    authority = nil
    #expect(try await client.get(origin.url()).status == 200)
  }

  @Test(
    arguments: [
      ("", "holds no certificate"), ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "holds no"),
      ("-----BEGIN CERTIFICATE-----\nAAAA\n", "holds no"), ("-----END CERTIFICATE-----\n", "holds no"),
      ("-----BEGIN CERTIFICATE-----\nAA\n-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----\n", "holds no"),
    ])
  func `a file without a whole certificate is refused`(text: String, words: String) throws {
    let file = try temporaryFile(text)
    defer { unlink(file) }
    let refusal = try #require(throws: Refusal.self) { try HTTPClient(userAgent: "Newsfold/1", caFile: file) }
    #expect(refusal.code == "bad-ca-file")
    #expect(refusal.message.contains(file) && refusal.message.contains(words), "\(refusal)")
  }

  @Test(arguments: [("/nonexistent/ca.pem", "No such file"), ("/tmp", "Is a directory"), ("/dev/zero", "too large")])
  func `a file that cannot be read is refused with the reason`(path: String, reason: String) throws {
    let refusal = try #require(throws: Refusal.self) { try HTTPClient(userAgent: "Newsfold/1", caFile: path) }
    #expect(refusal.code == "bad-ca-file")
    #expect(refusal.message.contains(reason), "\(refusal)")
  }

  @Test func `a certificate that is none fails each fetch, and the file is accused, not the origin`() async throws {
    let authority = try TestAuthority()
    let file = try temporaryFile("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    defer { unlink(file) }
    let origin = try TestOrigin(.tls(authority.identity())) { _ in .ok() }
    let failure = try await makeClient(caFile: file).failure(origin.url())
    #expect(failure.code == .tls)
    #expect(failure.message.contains("the certificate authorities cannot be used"), "\(failure)")
    #expect(origin.requests.isEmpty)
  }

  private func certificates(_ path: String) throws -> [String] {
    let file = try #require(fopen(path, "rb"))
    defer { fclose(file) }
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      text += String(decoding: buffer[..<count], as: UTF8.self)
    }
    return text.split(separator: "-----BEGIN CERTIFICATE-----").map { String($0.prefix { $0 != "-" }) }
  }

  private func temporaryFile(_ text: String) throws -> String {
    var template = Array("/tmp/authorities-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    try #require(write(descriptor, text, text.utf8.count) == text.utf8.count)
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
