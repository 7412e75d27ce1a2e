// What holds of every reading of a page, whatever the bytes: for the fuzzer, and for the tests over the fixtures.

import FeedInvariants
import News
import Pages

/// Reads a page as `ForeignInput` describes it and tells what of all that has to hold does not.
///
/// Of the low four bits of a file's last byte, one chooses between `PageReader` and `ListingReader`, the others what came
/// beside the page.
public enum PageInvariants {
  /// What is broken, a sentence each; empty where everything holds, and for what is no page.
  public static func broken(byFile file: [UInt8]) -> [String] {
    let input = ForeignInput(file: file)
    guard input.reader == .page else { return [] }
    let choice = Int(file[file.count - 1] & 15)
    var report = Report()
    let beside = Beside.all[choice % Beside.all.count]
    if choice < 8 { page(input.bytes, beside, &report) } else { listing(input.bytes, beside, &report) }
    return report.broken
  }

  /// What is known of a page beside its bytes.
  struct Beside {
    var contentType: String?
    var url: WebAddress? = WebAddress("https://gazette.example/2026/11/22/news?all#top")
    var rules: ListingRules?

    static let all = [
      Beside(), Beside(contentType: "text/html; charset=utf-8", rules: ListingRules(item: "article", date: "time")),
      Beside(contentType: "text/html; charset=windows-1252", rules: ListingRules(item: "//li", link: ".//a")),
      Beside(url: nil), Beside(contentType: "text/html; charset=shift_jis"),
      Beside(contentType: "text/html; charset=gb18030", rules: ListingRules(item: ".item, h2", title: "a")),
      Beside(contentType: "text/html; charset=utf-16"), Beside(contentType: "text/plain; charset=x-none"),
    ]
  }

  /// A reading is an article or a refusal with one of the documented codes; a second one is the same, and so can its
  /// beginning be read.
  private static func page(_ bytes: [UInt8], _ beside: Beside, _ report: inout Report) {
    let first = read(bytes, beside)
    let second = read(bytes, beside)
    report.require("\(first)" == "\(second)", "two readings differ: \(first), \(second)")
    switch first {
    case .success(let article): report.check(article, bytes, beside)
    case .failure(let refusal): report.check(refusal, codes: ["empty", "not-html", "too-large"])
    }
    for cut in [bytes.count / 2, bytes.count * 7 / 8] {
      if case .success(let beginning) = read(Array(bytes.prefix(cut)), beside) {
        report.check(beginning, Array(bytes.prefix(cut)), beside)
      }
    }
  }

  private static func read(_ bytes: [UInt8], _ beside: Beside) -> Result<PageArticle, Refusal> {
    do throws(Refusal) {
      return .success(try PageReader.read(bytes, contentType: beside.contentType, url: beside.url, explaining: true))
    } catch {
      return .failure(error)
    }
  }

  private static func listing(_ bytes: [UInt8], _ beside: Beside, _ report: inout Report) {
    guard let url = beside.url else { return }
    do throws(Refusal) {
      let listing = try ListingReader.read(bytes, contentType: beside.contentType, url: url, rules: beside.rules)
      let again = try ListingReader.read(bytes, contentType: beside.contentType, url: url, rules: beside.rules)
      report.require(listing.entries == again.entries, "two readings differ: \(listing.entries), \(again.entries)")
      report.check(listing, inputBytes: bytes.count)
    } catch {
      report.check(
        error, codes: ["empty", "not-html", "too-large", "bad-selector", "empty-selection", "no-articles"])
    }
  }
}
