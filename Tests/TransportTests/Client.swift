// What the tests of this room share: clients with small bounds, and the failure of a fetch as a value.

import Glibc
import News
import Testing
import TestOrigin
import Transport

/// A client that may connect to the test origins on 127.0.0.1.
func makeClient(
  limits: TransportLimits = TransportLimits(totalTimeoutMilliseconds: 20_000), allow: [String] = ["127.0.0.1"],
  caFile: String? = nil, now: Int64 = 1_800_000_000
) throws -> HTTPClient {
  try HTTPClient(
    limits: limits, guard: AddressGuard(allow: allow), userAgent: "Newsfold/1.0 (+https://newsfold.example/)",
    caFile: caFile, now: { Instant(seconds: now) })
}

func address(_ text: String) throws -> WebAddress { try #require(WebAddress(text)) }

extension HTTPClient {
  /// Fetches a URL written as text.
  func get(_ url: String, _ change: (inout FetchRequest) -> Void = { _ in }) async throws -> FetchResponse {
    var request = FetchRequest(url: try address(url))
    change(&request)
    return try await fetch(request)
  }

  /// The failure of a fetch that has to fail.
  func failure(_ url: String, _ change: (inout FetchRequest) -> Void = { _ in }) async throws -> FetchFailure {
    var request = FetchRequest(url: try address(url))
    change(&request)
    do throws(FetchFailure) {
      let response = try await fetch(request)
      Issue.record("expected a failure, got status \(response.status) with \(response.body.count) bytes")
      return FetchFailure(code: .internalError, message: "")
    } catch {
      return error
    }
  }
}

/// The bytes of a file in Tests/Fixtures/transport.
func fixture(_ name: String) throws -> [UInt8] {
  let here = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
  let path = here + "/Fixtures/transport/" + name
  let file = try #require(fopen(path, "rb"), "no fixture \(path)")
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
  return bytes
}
