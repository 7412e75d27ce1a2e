// newsfold-eval bench fetch: the fetch loop beside `curl -Z`, against nginx on loopback.
import ArgumentParser
import Foundation

struct BenchFetchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Requests per second, processor time and memory of the fetch loop, beside curl -Z.",
    discussion: """
      Starts an nginx of its own (one worker, 8 kB answers, connections kept) and stops it at the end. Each round measures \
      64, 300 and 2,000 fetches in flight and curl -Z with 300, one after the other; what is printed are medians, the \
      ratios being medians of each round's ratio. Processor time is that of the client, user and system. Memory is that \
      of this process while 2,000 answers have begun and none is complete. Exit code 69 without nginx or curl.
      """)

  @Option(help: "How often each is measured.")
  var rounds = 5

  @Option(help: "Requests of one measurement.")
  var requests = 20_000

  @Option(help: "Exit code 1 where requests per second at 300 in flight are fewer than so many of curl's.")
  var atLeast: Double?

  @Option(help: "Exit code 1 where this process is larger than so many megabytes with 2,000 transfers open.")
  var atMostMb: Double?

  @Flag(help: "Print JSON.")
  var json = false

  private static let inFlight = [64, 300, 2000]
  private static let compared = 300
  private static let open = 2000

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds must be at least 1.") }
    guard requests >= Self.open else { throw ValidationError("--requests must be at least \(Self.open).") }
  }

  func run() async throws {
    guard let nginx = BenchProgram.find("nginx"), let curl = BenchProgram.find("curl") else {
      FileHandle.standardError.write(
        Data("bench fetch needs nginx and curl: apt-get install nginx-light curl\n".utf8))
      throw ExitCode(69)
    }
    try Self.raiseFileLimit()
    let server = try BenchNginx(nginx)
    let interrupts = [SIGINT, SIGTERM].map { Self.stop(server, on: $0) }
    defer { for interrupt in interrupts { interrupt.cancel() } }
    defer { server.stop() }
    let report = try await measure(server, curl: curl)
    try report.print(asJSON: json)
    var isGood = true
    if let atLeast, report.rateRatio < atLeast { isGood = false }
    if let atMostMb, report.openMegabytes > atMostMb { isGood = false }
    if !isGood { throw ExitCode(1) }
  }

  private func measure(_ server: BenchNginx, curl: String) async throws -> BenchFetchReport {
    // First, while nothing else has left its traces in the heap.
    let memory = try await BenchMemory.measure(server, curl: curl, transfers: Self.open)
    let page = server.url("/page")
    let load = try BenchLoad(page, requests: requests, bodyBytes: 8192)
    var costs: [Int: [BenchCost]] = [:]
    var curlCosts: [BenchCost] = []
    for _ in 0..<rounds {
      for inFlight in Self.inFlight { costs[inFlight, default: []].append(try await load.run(inFlight: inFlight)) }
      curlCosts.append(
        try BenchLoad.curl(
          curl, page, requests: requests, inFlight: Self.compared, output: server.directory + "/curl.log"))
    }
    return BenchFetchReport(
      rounds: rounds, requests: requests, costs: costs, compared: Self.compared, curl: curlCosts, memory: memory)
  }

  /// Ends the server before this process ends.
  private static func stop(_ server: BenchNginx, on number: Int32) -> any DispatchSourceSignal {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { @Sendable in
      server.stop()
      Foundation.exit(128 + number)
    }
    source.activate()
    return source
  }

  /// As many open files as the system lets this process and its children have.
  private static func raiseFileLimit() throws {
    var limit = rlimit()
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    getrlimit(files, &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(files, &limit)
    guard limit.rlim_cur >= UInt64(open + 100) else {
      throw BenchProgram.Failure(description: "this process may have \(limit.rlim_cur) files open, too few")
    }
  }
}
