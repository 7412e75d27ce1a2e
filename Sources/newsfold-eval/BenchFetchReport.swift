// What the fetch benchmark found, for people and for programs.
import Foundation

/// Medians over rounds.
struct BenchFetchReport: Encodable {
  struct Row: Encodable {
    var client: String
    var inFlight: Int
    var requestsPerSecond: Double
    var microsecondsPerRequest: Double
  }
  var rounds: Int
  var requests: Int
  var rows: [Row]
  /// Requests per second, Newsfold's to curl's.
  var rateRatio: Double
  /// Processor time a request, Newsfold's to curl's.
  var processorRatio: Double
  var memory: BenchMemory

  var openMegabytes: Double { Double(memory.bytesOpen) / 1e6 }

  init(
    rounds: Int, requests: Int, costs: [Int: [BenchCost]], compared: Int, curl: [BenchCost], memory: BenchMemory
  ) {
    self.rounds = rounds
    self.requests = requests
    self.memory = memory
    rows =
      costs.sorted { $0.key < $1.key }.map { Self.row("newsfold", $0.key, $0.value) }
      + [Self.row("curl -Z", compared, curl)]
    let pairs = zip(costs[compared] ?? [], curl)
    rateRatio = Self.median(pairs.map { $0.requestsPerSecond / $1.requestsPerSecond })
    processorRatio = Self.median(pairs.map { $0.microsecondsPerRequest / $1.microsecondsPerRequest })
  }

  func print(asJSON: Bool) throws {
    guard !asJSON else {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      return Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
    }
    Swift.print("medians of \(rounds) rounds of \(requests) requests, 8 kB each")
    Swift.print("client     in flight   requests/s   CPU us/request")
    for row in rows {
      Swift.print(
        Self.pad(row.client, 9, left: true), Self.pad("\(row.inFlight)", 10),
        Self.pad(Self.text(row.requestsPerSecond, 0), 12),
        Self.pad(Self.text(row.microsecondsPerRequest, 1), 16))
    }
    Swift.print(
      "newsfold to curl -Z: \(Self.text(rateRatio, 2)) of the requests/s, \(Self.text(processorRatio, 2)) of the CPU")
    Swift.print(
      "memory with \(memory.transfers) transfers open: \(Self.text(openMegabytes, 1)) MB, at most "
        + "\(Self.text(Double(memory.peakBytes) / 1e6, 1)) MB; \(Self.text(Double(memory.bytesBefore) / 1e6, 1)) MB before"
    )
  }

  private static func row(_ client: String, _ inFlight: Int, _ costs: [BenchCost]) -> Row {
    Row(
      client: client, inFlight: inFlight, requestsPerSecond: median(costs.map(\.requestsPerSecond)),
      microsecondsPerRequest: median(costs.map(\.microsecondsPerRequest)))
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  private static func text(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }

  private static func pad(_ text: String, _ width: Int, left: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return left ? text + space : space + text
  }
}
