// What an origin answered, and by which way the answer was reached.

public import News

/// An answer, whatever its status: 304, 404 and 503 are answers too.
public struct FetchResponse: Sendable {
  /// The status of the last answer (RFC 9110 section 15).
  public var status: Int
  /// Its header fields; interim answers (1xx) and trailers are not among them.
  public var headers: HeaderFields
  /// Its body, decompressed; of a status other than 2xx maybe only the beginning.
  public var body: [UInt8]
  /// The address that gave it.
  public var finalURL: WebAddress
  /// The redirects followed, in order.
  public var redirects: [RedirectHop]
  /// Milliseconds on the wire, redirects included.
  public var elapsedMilliseconds: Int
  /// When the answer was complete, by the client's clock.
  public var receivedAt: Instant

  /// An answer.
  public init(
    status: Int, headers: HeaderFields, body: [UInt8], finalURL: WebAddress, redirects: [RedirectHop] = [],
    elapsedMilliseconds: Int = 0, receivedAt: Instant
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.finalURL = finalURL
    self.redirects = redirects
    self.elapsedMilliseconds = elapsedMilliseconds
    self.receivedAt = receivedAt
  }

  /// The validators `finalURL` gave with this answer. A 304 may leave out what has not changed.
  public var validators: Validators {
    Validators(etag: headers.isomorphic("ETag"), lastModified: headers.isomorphic("Last-Modified"))
  }

  /// The `Content-Type`, as written.
  public var contentType: String? { headers["Content-Type"] }

  /// Where the leading permanent redirects (301, 308) lead: what may be asked for instead from now on. What comes
  /// behind a temporary redirect is never part of it.
  public var permanentURL: WebAddress? { redirects.prefix { $0.isPermanent }.last?.to }

  /// Seconds the origin asked to be left alone (`Retry-After`, RFC 9110 section 10.2.3); a date is taken relative to
  /// the answer's own `Date`, or to the client's clock where it has none. Never negative.
  public var retryAfterSeconds: Int? { CacheHeaders(headers, receivedAt: receivedAt).retryAfterSeconds }

  /// Seconds the answer stays fresh (RFC 9111 section 4.2): `max-age`, else `Expires` relative to `Date`, less `Age`.
  /// Nil where the origin says nothing, 0 where it says that the answer must not be reused.
  public var freshnessSeconds: Int? { CacheHeaders(headers, receivedAt: receivedAt).freshnessSeconds }
}

/// One redirect that was followed.
public struct RedirectHop: Sendable, Equatable {
  /// The address that redirected.
  public var from: WebAddress
  /// Where it pointed.
  public var to: WebAddress
  /// 301, 302, 303, 307 or 308.
  public var status: Int

  /// A redirect.
  public init(from: WebAddress, to: WebAddress, status: Int) {
    self.from = from
    self.to = to
    self.status = status
  }

  /// Whether the origin meant it for good (301 and 308).
  public var isPermanent: Bool { status == 301 || status == 308 }
}
