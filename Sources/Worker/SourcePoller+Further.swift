// Asking what a source leads to besides itself: the sitemaps of an index, the further pages of a list.
internal import Catalog
internal import News
internal import Transport

extension SourcePoller {
  /// What came of asking a further address.
  enum FurtherAnswer {
    /// A 200, or a 304 to the validators that were given.
    case answered(FetchResponse)
    /// No answer to read; `rest` in seconds where another try before then is in vain.
    case failure(String, rest: Int64?)
    /// The worker ends, which says nothing of the address.
    case cancelled
  }

  private static let unreachableSeconds: Int64 = 3600

  /// Asks an address that a source leads to, by the same client, guard, robots, politeness and limits as the source itself.
  func askFurther(
    _ url: WebAddress, of source: Source, isPage: Bool = false,
    knowing validators: (validators: Validators, url: WebAddress?)? = nil, requests: inout Int
  ) async -> FurtherAnswer {
    do {
      var request = try request(to: url, for: source, isPage: isPage)
      if asksRobots(source, isFeed: false) {
        let permission = await robots.permission(for: url)
        if let objection = permission.objection {
          if Task.isCancelled { return .cancelled }
          let rest = objection == .unreachable ? Self.unreachableSeconds : SitemapMemory.restSeconds
          return .failure(objection.sentence(url), rest: rest)
        }
        request.spacingMilliseconds = permission.delaySeconds.map { $0 * 1000 }
      }
      if let validators, !validators.validators.isEmpty {
        request.validators = validators.validators
        request.validatorsURL = validators.url
      }
      requests += 1
      let response = try await client.fetch(request)
      await holds.note(response)
      switch response.status {
      case 304 where request.validators != nil: return .answered(response)
      case 200: return .answered(response)
      default:
        let rest = response.retryAfterSeconds.map(Int64.init)
        return .failure(StatusSentence.words(response.status).message, rest: rest)
      }
    } catch let failure as FetchFailure {
      return failure.code == .cancelled ? .cancelled : .failure(failure.message, rest: nil)
    } catch let refusal as Refusal {
      return .failure(refusal.message, rest: nil)
    } catch {
      return .failure("\(error)", rest: nil)
    }
  }

  /// A sentence on an address that failed. A failed fetch begins with the address by itself.
  static func sentence(_ why: String, at url: WebAddress) -> String {
    let address = url.redacted
    return DisplayText.line(why.hasPrefix(address) ? why : "\(address): \(why)")
  }
}
