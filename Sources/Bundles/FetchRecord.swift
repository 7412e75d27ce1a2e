// Where an article came from: the requests that brought it.
public import News

/// The provenance of one article, kept as `data/fetch.json`.
public struct FetchRecord: Sendable, Codable, Equatable {
  /// One request and its answer. Addresses are stored without user name, password and query values, which can be keys.
  public struct Exchange: Sendable, Codable, Equatable {
    /// What was asked for.
    public var requestURL: String
    /// What answered, after redirects.
    public var finalURL: String
    /// The HTTP status.
    public var status: Int
    /// The ETag as sent.
    public var etag: String?
    /// The Last-Modified as sent.
    public var lastModified: String?
    /// The Content-Type as sent.
    public var contentType: String?
    /// When the answer was complete.
    public var fetchedAt: Instant
    /// The SHA-256 of the decompressed body, 64 hexadecimal digits.
    public var bodySHA256: String?

    /// An exchange.
    public init(
      requested: WebAddress, final: WebAddress? = nil, status: Int, etag: String? = nil, lastModified: String? = nil,
      contentType: String? = nil, fetchedAt: Instant, bodySHA256: String? = nil
    ) {
      requestURL = requested.redacted
      finalURL = (final ?? requested).redacted
      self.status = status
      self.etag = etag
      self.lastModified = lastModified
      self.contentType = contentType
      self.fetchedAt = fetchedAt
      self.bodySHA256 = bodySHA256
    }
  }

  /// The poll of the source.
  public var source: Exchange
  /// The fetch of the article's own page, where it was read.
  public var page: Exchange?

  /// A record.
  public init(source: Exchange, page: Exchange? = nil) {
    self.source = source
    self.page = page
  }
}

extension FetchRecord.Exchange {
  /// The exchange as it stands in `fetch.json`.
  var json: JSONValue {
    var out: [String: JSONValue] = [
      "requestUrl": .string(requestURL), "finalUrl": .string(finalURL), "status": .integer(status),
      "fetchedAt": .string(fetchedAt.description),
    ]
    out["etag"] = etag.map { .string(AddressText.withoutUserinfo($0)) }
    out["lastModified"] = lastModified.map { .string(AddressText.withoutUserinfo($0)) }
    out["contentType"] = contentType.map { .string(AddressText.withoutUserinfo($0)) }
    out["bodySha256"] = bodySHA256.map { .string("sha256:" + $0) }
    return .object(out)
  }

  /// Reads what ``json`` wrote; nil where a part is missing.
  init?(json: JSONValue?) {
    guard let json, let request = json["requestUrl"]?.text, let final = json["finalUrl"]?.text,
      let status = json["status"]?.integer, let at = json["fetchedAt"]?.text.flatMap({ Instant(rfc3339: $0) })
    else { return nil }
    requestURL = request
    finalURL = final
    self.status = status
    etag = json["etag"]?.text
    lastModified = json["lastModified"]?.text
    contentType = json["contentType"]?.text
    fetchedAt = at
    bodySHA256 = json["bodySha256"]?.text.map { $0.hasPrefix("sha256:") ? String($0.dropFirst(7)) : $0 }
  }
}
