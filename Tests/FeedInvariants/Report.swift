// What was found not to hold, and the checks of single values.

import Markup
package import News

/// Collects what does not hold of a reading.
package struct Report {
  package private(set) var broken: [String] = []

  package init() {}

  /// Notes a sentence unless something holds.
  package mutating func require(_ holds: Bool, _ sentence: @autoclosure () -> String) {
    if !holds, broken.count < 20 { broken.append(sentence()) }
  }

  /// Text has no control characters; a line has no line ends or tabs either. What is there is not empty and not framed by
  /// white space.
  package mutating func checkText(_ text: String?, _ place: @autoclosure () -> String, isLine: Bool = true) {
    guard let text else { return }
    let isClean = text.utf8.allSatisfy { byte in
      byte >= 0x20 && byte != 0x7F || !isLine && (byte == 0x0A || byte == 0x09 || byte == 0x0D)
    }
    require(isClean, "\(place()) has control characters: \(text.debugDescription)")
    require(text.utf8.first.map { $0 > 0x20 } ?? false, "\(place()) begins with space or is empty")
    require(text.utf8.last.map { $0 > 0x20 } ?? false, "\(place()) ends with space")
  }

  /// HTML is what the sanitiser makes of it: listed elements, well-formed, nothing active.
  package mutating func checkHTML(_ html: String?, _ place: @autoclosure () -> String) {
    guard let html else { return }
    checkText(html, place(), isLine: false)
    let bytes = Array(html.utf8)
    let again = Sanitizer.sanitize(bytes, base: nil)
    require(again == bytes, "\(place()) is not inert: \(Self.shown(bytes)) became \(Self.shown(again))")
    checkMarkup(bytes)
  }

  /// Bytes as a string literal.
  package static func shown(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self).debugDescription }

  /// An address can be written down and read again.
  package mutating func checkAddress(_ url: WebAddress?, _ place: @autoclosure () -> String) {
    guard let url else { return }
    checkText(url.string, place())
    require(!url.string.utf8.contains(0x20), "\(place()) has a space: \(url.string)")
    require(WebAddress(url.string) == url, "\(place()) read again is another: \(url.string.debugDescription)")
  }

  /// An address that may be of any scheme, or none, has no white space.
  package mutating func checkReference(_ text: String?, _ place: @autoclosure () -> String) {
    checkText(text, place())
    require(text?.utf8.contains(0x20) != true, "\(place()) has a space: \(text ?? "")")
  }

  /// A date lies in a year of four digits at its own offset and in UTC, so that RFC 3339 can say it.
  package mutating func checkDate(_ date: WrittenDate?, _ place: @autoclosure () -> String) {
    guard let date else { return }
    let place = place()
    require(
      Instant(rfc3339: date.instant.description)?.seconds == date.instant.seconds,
      "\(place) cannot be written down: \(date.instant.milliseconds) ms")
    require(
      Instant(rfc3339: date.rfc3339)?.seconds == date.instant.seconds,
      "\(place) cannot be written down at its offset: \(date.rfc3339)")
    require((date.offsetMinutes.map(abs) ?? 0) < 24 * 60, "\(place) is a day or more off UTC: \(date.rfc3339)")
  }

  /// A tag is what reading it gives.
  package mutating func checkLanguage(_ language: LanguageTag?, _ place: @autoclosure () -> String) {
    guard let language else { return }
    require(LanguageTag(language.description) == language, "\(place()) is no tag: \(language)")
  }

  /// Repairs are few, each with a code and a sentence.
  mutating func check(_ repairs: [Repair]) {
    require(repairs.count <= 64, "\(repairs.count) repairs")
    for repair in repairs {
      require(!repair.code.isEmpty && repair.count > 0, "a repair of nothing: \(repair)")
      require(repair.detail.utf8.count <= 2000, "a repair needs \(repair.detail.utf8.count) bytes")
    }
  }

  /// A refusal has a documented code and says something.
  package mutating func check(_ refusal: Refusal, codes: Set<String>) {
    require(codes.contains(refusal.code), "an undocumented refusal: \(refusal)")
    require(!refusal.message.isEmpty && refusal.message.utf8.count <= 100_000, "a refusal without sentence: \(refusal)")
  }
}
