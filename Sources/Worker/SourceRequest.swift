// What a source is asked with: its address of the day, validators, headers and credentials.
internal import Catalog
internal import Foundation
internal import News
internal import Transport

extension SourcePoller {
  /// The address a source is asked at: the feed found behind a page, else the address it moved to, else its own.
  static func address(of source: Source, _ record: SourceRecord?) -> WebAddress {
    record?.feedURL ?? record?.adoptedURL ?? source.url
  }

  /// The request for a source. Without a record nothing is known of it. Throws `Refusal` where a secret cannot be read.
  func request(for source: Source, known record: SourceRecord?, spacingSeconds: Int? = nil) throws(Refusal)
    -> FetchRequest
  {
    var request = try request(
      to: Self.address(of: source, record), for: source, isPage: source.kind == .html && record?.feedURL == nil)
    if let record, record.etag != nil || record.lastModified != nil {
      request.validators = Validators(etag: record.etag, lastModified: record.lastModified)
      request.validatorsURL = record.validatorsURL
      request.acceptsDelta = source.asksForDelta
    }
    request.spacingMilliseconds = spacingSeconds.map { $0 * 1000 }
    return request
  }

  /// What stands against following a redirect of this source: each hop is judged like the first request.
  func objection(for source: Source, isFeed: Bool) -> @Sendable (WebAddress) async -> Refusal? {
    { target in
      if let end = await holds.end(target.host) {
        return Refusal(
          code: FetchFailure.Code.held.rawValue,
          message: DisplayText.line("the redirect leads to \(target.host), which asked to be left alone until \(end)"))
      }
      guard asksRobots(source, isFeed: isFeed) else { return nil }
      return await robots.permission(for: target).objection.map {
        Refusal(code: $0.code, message: DisplayText.line($0.sentence(target)))
      }
    }
  }

  /// A request for an address of a source, with the source's headers and credentials where they belong.
  func request(to address: WebAddress, for source: Source, isPage: Bool = false) throws(Refusal) -> FetchRequest {
    var request = FetchRequest(
      url: address, purpose: isPage ? .page : .feed,
      maxBodyBytes: isPage ? settings.network.maxPageBytes : settings.network.maxFeedBytes)
    request.objection = objection(for: source, isFeed: source.kind == .feed || source.kind == .html && !isPage)
    // They may be secrets: only for the origin they were written for, and for the same host once it speaks TLS.
    let home = source.url
    let isUpgrade =
      home.scheme == "http" && address.scheme == "https" && home.host == address.host && home.port == address.port
    if address.origin == home.origin || isUpgrade {
      request.headers = source.sortedHeaders
      for (name, file) in source.secretHeaders.sorted(by: { $0.key < $1.key }) {
        request.headers.append((name, try Secrets.read(file)))
      }
      request.credential = try source.credentials?.read()
      // The catalogue keeps addresses without the name and password that stand in the settings' one.
      if request.credential == nil, address.userinfo == nil { request.credential = home.credential }
    }
    return request
  }

  /// Whether robots.txt is to be asked before an address of this source is.
  func asksRobots(_ source: Source, isFeed: Bool) -> Bool {
    guard settings.network.respectRobots else { return false }
    switch source.robots {
    case .none: return false
    case .all: return true
    case .pages: return !isFeed
    }
  }
}

extension WebAddress {
  /// The name and password that stand in the address.
  fileprivate var credential: Credential? {
    guard let userinfo else { return nil }
    let parts = userinfo.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    func decoded(_ text: Substring) -> String { text.removingPercentEncoding ?? String(text) }
    return .basic(user: decoded(parts[0]), password: parts.count > 1 ? decoded(parts[1]) : "")
  }
}
