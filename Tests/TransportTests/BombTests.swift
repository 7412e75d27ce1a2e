// Bombs: answers that unpack to far more than they are, each costing its bound of memory and nothing more.

import Glibc
import News
import Testing
import TestOrigin

@testable import Transport

@Suite(.timeLimit(.minutes(1))) struct BombTests {
  /// Sixteen MiB of zeros, 64 MiB packed twice.
  static let bombs = [
    ("gzip", "zeros-16-MiB.gz"), ("deflate", "zeros-16-MiB.zlib"), ("br", "zeros-16-MiB.br"),
    ("zstd", "zeros-16-MiB.zst"), ("gzip, gzip", "zeros-64-MiB.gz.gz"),
  ]

  @Test(arguments: bombs)
  func `a bomb is counted unpacked, whatever it is packed with`(encoding: String, name: String) async throws {
    let bomb = try fixture(name)
    let origin = try TestOrigin { _ in
      Reply(status: 200, headers: [("Content-Encoding", encoding)], body: bomb)
    }
    let client = try makeClient()
    let failure = try await client.failure(origin.url()) { $0.maxBodyBytes = 1 << 20 }
    let offered = try #require(origin.requests[0]["Accept-Encoding"])
    // What this libcurl cannot unpack it does not ask for, and refuses where it comes all the same.
    let isOffered = encoding.split(separator: ", ").allSatisfy { offered.contains($0) }
    #expect(failure.code == (isOffered ? .tooLarge : .protocolError), "\(failure)")
    if isOffered, encoding != "gzip, gzip" {
      let whole = try await client.get(origin.url()) { $0.maxBodyBytes = 16 << 20 }
      #expect(whole.body.count == 16 << 20)
    }
  }

  @Test func `packed over and over is refused`() async throws {
    let origin = try TestOrigin { _ in
      .ok(body: "x", headers: [("Content-Encoding", Array(repeating: "gzip", count: 50).joined(separator: ", "))])
    }
    #expect(try await makeClient().failure(origin.url()).code == .protocolError)
  }

  @Test func `a transfer keeps no more than its bounds, however much comes`() throws {
    let transfer = Transfer(
      request: HopRequest(
        url: try address("http://news.example/"), accept: "*/*", headers: [], maxBodyBytes: 100_000,
        timeoutMilliseconds: 1000),
      limits: TransportLimits(maxHeaderBytes: 10_000), addressGuard: AddressGuard(), usesProxy: false)
    var lines = 0
    while lines < 100_000,
      "X-More: and more\r\n".utf8.withContiguousStorageIfAvailable({
        transfer.receive(header: UnsafeRawBufferPointer($0))
      }) == true
    { lines += 1 }
    #expect(transfer.headers.count == 10_000 / 18)
    var pieces = 0
    while pieces < 100_000, [UInt8](repeating: 0, count: 999).withUnsafeBytes({ transfer.receive(body: $0) }) {
      pieces += 1
    }
    #expect(transfer.body.count == 100 * 999)
    #expect(transfer.body.capacity <= 200_000)
  }

  @Test func `the room for a body is not made on its mere announcement`() throws {
    let transfer = Transfer(
      request: HopRequest(
        url: try address("http://news.example/"), accept: "*/*", headers: [], maxBodyBytes: 1 << 30,
        timeoutMilliseconds: 1000),
      limits: TransportLimits(), addressGuard: AddressGuard(), usesProxy: false)
    let line = Array("Content-Length: 1000000000\r\n".utf8)
    #expect(line.withUnsafeBytes { transfer.receive(header: $0) })
    #expect([UInt8(1)].withUnsafeBytes { transfer.receive(body: $0) })
    #expect(transfer.body.capacity < 2 << 20)
  }

  @Test func `twenty thousand header fields within the bound are an answer`() async throws {
    let fields = String(repeating: "X:y\r\n", count: 20_000)
    let origin = try TestOrigin { _ in .raw("HTTP/1.1 200 OK\r\n\(fields)ETag: \"a\"\r\nContent-Length: 2\r\n\r\nok") }
    let response = try await makeClient().get(origin.url())
    #expect(response.headers.count == 20_002)
    #expect(response.validators.etag == "\"a\"")
    let failure = try await makeClient(limits: TransportLimits(maxHeaderBytes: 65_536)).failure(origin.url())
    #expect(failure.code == .headersTooLarge)
  }

  #if compiler(>=6.2)
    /// In a process of its own, whose peak is nobody else's.
    @Test(.enabled(if: !isSanitized, "a sanitiser's memory is not the program's"))
    func `bombs and endless answers cost a process little memory`() async {
      await #expect(processExitsWith: .success) {
        let bombs = try BombTests.bombs.map { ($0.0, try fixture($0.1)) }
        let origin = try TestOrigin { request in
          switch request.path {
          case "/endless-body": .ok(body: String(repeating: "endless ", count: 1000), delivery: .endlessBody)
          case "/endless-header": .ok(delivery: .endlessHeaders)
          case "/ok": .ok()
          default:
            Reply(
              status: 200, headers: [("Content-Encoding", bombs[Int(request.path.dropFirst())!].0)],
              body: bombs[Int(request.path.dropFirst())!].1)
          }
        }
        let client = try makeClient()
        _ = try await client.get(origin.url("/ok"))
        let before = peakKilobytes()
        for path in ["/endless-body", "/endless-header"] + bombs.indices.map({ "/\($0)" }) {
          _ = try await client.failure(origin.url(path)) { $0.maxBodyBytes = 1 << 20 }
        }
        // 1 MiB of body, and what libcurl and its decoders use: 8 MiB for zstd's window.
        #expect(peakKilobytes() - before < 24 * 1024)
      }
    }
  #endif
}

private let isSanitized = dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil

private func peakKilobytes() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss
}
