// The guard as measured: twenty-eight ways to make a fetcher ask inwards or swallow too much, each as a whole fetch.

import Glibc
import News
import Testing
import TestOrigin

@testable import Transport

@Suite(.timeLimit(.minutes(1))) struct GuardCaseTests {
  /// 1 to 13: whoever is asked for directly. The origin listens where they lead, and must never hear of them.
  @Test(
    arguments: [
      ("loopback", "127.0.0.1", "loopback"), ("a name for it", "localhost", "loopback"),
      ("in one decimal number", "2130706433", "loopback"), ("in octal", "0177.0.0.1", "loopback"),
      ("shortened", "127.1", "loopback"), ("in hexadecimal", "0x7f000001", "loopback"),
      ("the unspecified address", "0.0.0.0", "this network"), ("IPv6 loopback", "[::1]", "loopback"),
      ("IPv4 inside IPv6", "[::ffff:127.0.0.1]", "IPv4-mapped"),
      ("the same in hexadecimal", "[::ffff:7f00:1]", "IPv4-mapped"),
      ("NAT64", "[64:ff9b::7f00:1]", "loopback"), ("cloud metadata", "169.254.169.254", "metadata"),
      ("behind a user name", "example.com@127.0.0.1", "loopback"),
    ])
  func `inward addresses are refused however they are spelled`(what: String, host: String, kind: String) async throws {
    let origin = try TestOrigin { _ in .ok() }
    let failure = try await makeClient(allow: []).failure("http://\(host):\(origin.port)/")
    #expect(failure.code == .blockedByPolicy, "\(what): \(failure)")
    #expect(failure.message.contains(kind) && failure.message.contains("blocked by policy"), "\(failure)")
    #expect(failure.isPolicy && !failure.isRetryable)
    #expect(origin.connections == 0)
  }

  /// 14. Names are resolved before the guard is asked: that of this machine, which is no public one, stands for any.
  @Test(.enabled(if: ownName != nil, "this machine's own name has no address, or a public one"))
  func `a name that points inwards is refused`() async throws {
    let name = try #require(ownName)
    let origin = try TestOrigin { _ in .ok() }
    let failure = try await makeClient(allow: []).failure("http://\(name):\(origin.port)/")
    #expect(failure.code == .blockedByPolicy, "\(failure)")
    #expect(origin.connections == 0)
  }

  /// 15 to 17.
  @Test(arguments: ["file:///etc/passwd", "gopher://127.0.0.1:18555/", "FILE:///etc/passwd"])
  func `nothing but http and https is an address that can be asked for`(url: String) {
    #expect(WebAddress(url) == nil)
  }

  /// 18.
  @Test func `what may be asked is asked`() async throws {
    let origin = try TestOrigin { _ in .ok(body: "ok") }
    #expect(try await makeClient().get(origin.url()).body == Array("ok".utf8))
  }

  /// 19 to 23. Loopback stands for the public internet, its own port for the only one that may be asked.
  @Test(
    arguments: [
      ("file:///etc/passwd", FetchFailure.Code.badRedirect), ("http://169.254.169.254/", .blockedByPolicy),
      ("http://10.0.0.1/", .blockedByPolicy), ("gopher://127.0.0.1:25/x", .badRedirect), ("/again/", .tooManyRedirects),
    ])
  func `a redirect leads neither inwards, nor away from HTTP, nor on for ever`(
    target: String, code: FetchFailure.Code
  ) async throws {
    let origin = try TestOrigin { .redirect(302, to: target == "/again/" ? $0.path + "again/" : target) }
    let failure = try await makeClient(allow: ["127.0.0.1:\(origin.port)"]).failure(origin.url())
    #expect(failure.code == code, "\(failure)")
    #expect(origin.requests.count == (code == .tooManyRedirects ? 6 : 1))
  }

  /// 24 to 28: what costs its bound and no more is asked for with a bound of a mebibyte.
  @Test(
    arguments: [
      ("a gzip bomb", FetchFailure.Code.tooLarge), ("a gzip bomb in gzip", .tooLarge),
      ("header without end", .headersTooLarge), ("a slow loris", .tooSlow), ("a body without end", .tooLarge),
    ])
  func `an answer costs its bound`(what: String, code: FetchFailure.Code) async throws {
    let bomb = try fixture("zeros-16-MiB.gz")
    let twice = try fixture("zeros-64-MiB.gz.gz")
    let origin = try TestOrigin { _ in
      switch what {
      case "a gzip bomb": Reply(status: 200, headers: [("Content-Encoding", "gzip")], body: bomb)
      case "a gzip bomb in gzip": Reply(status: 200, headers: [("Content-Encoding", "gzip, gzip")], body: twice)
      case "header without end": .ok(delivery: .endlessHeaders)
      case "a slow loris":
        .ok(body: String(repeating: "x", count: 10_000), delivery: .trickle(bytes: 1, everyMilliseconds: 20))
      default: .ok(body: String(repeating: "endless ", count: 1000), delivery: .endlessBody)
      }
    }
    let limits = TransportLimits(totalTimeoutMilliseconds: 30_000, lowSpeedBytesPerSecond: 1000, lowSpeedSeconds: 1)
    let failure = try await makeClient(limits: limits).failure(origin.url()) { $0.maxBodyBytes = 1 << 20 }
    #expect(failure.code == code, "\(failure)")
    #expect(origin.requests.count == 1)
  }
}

/// The name of this machine, if it resolves, and to nothing public.
private let ownName: String? = {
  var buffer = [CChar](repeating: 0, count: 256)
  guard gethostname(&buffer, buffer.count - 1) == 0 else { return nil }
  let name = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  var list: UnsafeMutablePointer<addrinfo>?
  guard getaddrinfo(name, nil, nil, &list) == 0 else { return nil }
  defer { freeaddrinfo(list) }
  var entry = list
  while let current = entry {
    guard let address = current.pointee.ai_addr.flatMap({ IPAddress($0) }),
      AddressGuard().verdict(address, port: 80, host: name) != .allowed
    else { return nil }
    entry = current.pointee.ai_next
  }
  return name
}()
