// What the worker asks for: an address, what is known of it already, and what may be sent along.

public import News

/// One GET.
public struct FetchRequest: Sendable {
  /// What the answer is wanted for; decides what `Accept` says where the caller does not.
  public enum Purpose: String, Sendable, CaseIterable {
    /// A feed or a sitemap.
    case feed
    /// An HTML page.
    case page
    /// A robots.txt.
    case robots

    /// The `Accept` header that fits.
    public var accept: String {
      switch self {
      case .feed:
        "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, "
          + "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.3"
      case .page: "text/html, application/xhtml+xml;q=0.9, */*;q=0.3"
      case .robots: "text/plain, */*;q=0.3"
      }
    }
  }

  /// What is asked for.
  public var url: WebAddress
  /// What it is wanted for.
  public var purpose: Purpose
  /// The `Accept` header.
  public var accept: String
  /// Validators of an earlier answer: sent with a request for `validatorsURL`, and for no other address.
  public var validators: Validators?
  /// The address the validators came from; nil means `url`. Behind a temporary redirect it is another one.
  public var validatorsURL: WebAddress?
  /// Further headers of this source, sent to the origin of `url` only.
  public var headers: [(String, String)]
  /// Who is asking, told to the origin of `url` only.
  public var credential: Credential?
  /// Bytes of body, after decompression, above which the fetch fails as too large.
  public var maxBodyBytes: Int
  /// Milliseconds that have to lie between the last start of a request to the host of `url` and that of this one, where
  /// that is more than ``TransportLimits/hostSpacingMilliseconds``: a `Crawl-delay`. Redirects to other hosts keep the
  /// limit alone.
  public var spacingMilliseconds: Int?
  /// Whether the answer may hold only what is new (`A-IM: feed`, the status is then 226; RFC 3229). Sent only beside
  /// an ETag: without one there is nothing to be new against.
  public var acceptsDelta: Bool

  /// Asked before a redirect is followed, with the address it leads to: why that must not be asked, or nil. The fetch
  /// then fails with the refusal's code and message. Nil follows all that the guard lets pass.
  public var objection: (@Sendable (WebAddress) async -> Refusal?)?

  /// A GET of `url`.
  public init(
    url: WebAddress, purpose: Purpose = .feed, accept: String? = nil, validators: Validators? = nil,
    validatorsURL: WebAddress? = nil, headers: [(String, String)] = [], credential: Credential? = nil,
    maxBodyBytes: Int = 8 << 20, spacingMilliseconds: Int? = nil, acceptsDelta: Bool = false
  ) {
    self.url = url
    self.purpose = purpose
    self.accept = accept ?? purpose.accept
    self.validators = validators
    self.validatorsURL = validatorsURL
    self.headers = headers
    self.credential = credential
    self.maxBodyBytes = maxBodyBytes
    self.spacingMilliseconds = spacingMilliseconds
    self.acceptsDelta = acceptsDelta
  }
}

/// What an answer said to recognise it by (RFC 9110 section 8.8), byte for byte as received and as sent back.
///
/// The strings hold one Unicode scalar for each byte (isomorphic decoding), so that bytes outside ASCII survive too.
public struct Validators: Sendable, Equatable, Codable {
  /// The `ETag`, quotes and `W/` included.
  public var etag: String?
  /// The `Last-Modified` date, however it was written.
  public var lastModified: String?

  /// Validators of one address.
  public init(etag: String? = nil, lastModified: String? = nil) {
    self.etag = etag
    self.lastModified = lastModified
  }

  /// Whether there is nothing to send.
  public var isEmpty: Bool { etag == nil && lastModified == nil }
}

/// A name and password or a token. Never shown: its description hides it.
public enum Credential: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible {
  /// RFC 7617.
  case basic(user: String, password: String)
  /// RFC 6750.
  case bearer(token: String)

  /// The kind without the secret.
  public var description: String {
    switch self {
    case .basic: "basic credential"
    case .bearer: "bearer credential"
    }
  }
  /// The kind without the secret.
  public var debugDescription: String { description }
}
