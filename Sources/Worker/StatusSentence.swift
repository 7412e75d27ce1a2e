// What an HTTP status that is no success means for the person who looks after the source.

/// Sentences for HTTP statuses.
enum StatusSentence {
  /// Code and sentence for a status other than 200, 226 and 304 (RFC 9110 section 15).
  static func words(_ status: Int) -> (code: String, message: String) {
    let code = "http-\(status)"
    switch status {
    case 401: return (code, "401: the server asks for a user name and password")
    case 403: return (code, "403: the server refuses this reader; it may want another user agent or an agreement")
    case 404: return (code, "404: there is nothing at this address; the feed may have moved")
    case 410: return (code, "410: the publisher says that this feed is gone for good; it is no longer asked")
    case 429: return (code, "429: the server was asked too often and wants us to wait")
    case 500...599: return (code, "\(status): the server has trouble of its own; it is asked again later")
    case 300...399: return (code, "\(status): a redirect that leads nowhere")
    case 204: return (code, "204: the server answered without content")
    default: return (code, "\(status): not an answer a feed is read from")
    }
  }
}
