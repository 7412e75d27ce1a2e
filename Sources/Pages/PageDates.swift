// When an article was published and changed: the page's own statements, the most reliable first; what it shows its readers
// where it states nothing or contradicts itself.

internal import Markup
internal import News

struct PageDates {
  private(set) var published: WrittenDate?
  private(set) var origin: String?
  private(set) var updated: WrittenDate?
  private(set) var updatedOrigin: String?

  /// - Parameter page: the whole page, scripts included.
  init(
    _ outline: PageOutline, _ facts: PageFacts, article: LenientJSON?, url: WebAddress?, headline: Int?,
    body: Range<Int>, page: [UInt8]
  ) {
    func visible(isNearOnly: Bool) -> VisibleDate {
      VisibleDate(
        outline, headline: headline, body: body, isMonthFirst: Self.isMonthFirst(facts, url), isNearOnly: isNearOnly)
    }
    let near = { visible(isNearOnly: true) }
    let linked = Self.date(article?["datePublished"]) ?? Self.date(article?["dateCreated"])
    let meta = Self.date(facts.meta["article:published_time"]?.first)
    findUpdated(facts, article)
    switch (linked, meta) {
    case (let linked?, let meta?):
      (published, origin) = Self.isSameDay(linked, meta) ? (linked, "json-ld") : (nil, nil)
      if published == nil { decide(linked, meta, facts, near()) }
    case (let linked?, nil): (published, origin) = (linked, "json-ld")
    case (nil, let meta?): (published, origin) = (meta, "article:published_time")
    case (nil, nil): (published, origin) = search(outline, facts, url, visible(isNearOnly:)) ?? (nil, nil)
    }
    if origin == "json-ld", meta == nil, let updated, updatedOrigin == "json-ld", let stated = published,
      stated.instant == updated.instant
    {
      // Site builders give the day of their last run for both; the page may show the real one.
      let shown = near()
      if let date = shown.published, shown.score >= VisibleDate.sure, date.instant.days < stated.instant.days - 1 {
        (published, origin) = (date, "text")
      }
    }
    if let date = published, date.hasTime, date.offsetMinutes == 0 { findZone(date, facts, article, url) }
    if let date = published, date.hasTime, date.offsetMinutes == 0 { findMidnight(date, near) }
    if published == nil, let updated { (published, origin) = (updated, "modified") }
    if published == nil, let date = Self.date(ScriptDates.published(in: page)) {
      (published, origin) = (date, "script")
    }
  }

  // MARK: what is stated

  private static func date(_ text: String?) -> WrittenDate? {
    guard let text, !text.isEmpty, let date = WildDate.parse(text), isPlausible(date), !isYearAlone(text) else {
      return nil
    }
    return date
  }
  private static func date(_ value: LenientJSON?) -> WrittenDate? { date(value?.string) }

  /// Not before the web, not in the far future; a clock is not at hand, so "future" is generous.
  private static func isPlausible(_ date: WrittenDate) -> Bool {
    (1995...2040).contains(CivilDate(date.instant).year)
  }

  /// `2026` and `2026-11` are read as the first day of what they name, which no article was published for.
  private static func isYearAlone(_ text: String) -> Bool {
    text.utf8.count <= 7 && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 || $0 == 47 }
  }

  private static func isSameDay(_ a: WrittenDate, _ b: WrittenDate) -> Bool {
    abs(a.instant.days - b.instant.days) < 0.6 || civilDay(a) == civilDay(b)
  }

  private static func civilDay(_ date: WrittenDate) -> CivilDate {
    var day = CivilDate(date.instant, offsetMinutes: date.offsetMinutes ?? 0)
    (day.hour, day.minute, day.second) = (0, 0, 0)
    return day
  }

  private mutating func findUpdated(_ facts: PageFacts, _ article: LenientJSON?) {
    if let date = Self.date(article?["dateModified"]) {
      (updated, updatedOrigin) = (date, "json-ld")
      return
    }
    for name in DateStatements.updated {
      guard let date = Self.date(facts.meta[name]?.first) else { continue }
      (updated, updatedOrigin) = (date, name)
      return
    }
  }

  // MARK: what is decided

  /// JSON-LD and OpenGraph name different days. One of them may be that of a change; else what the page shows and says
  /// elsewhere decides; else the earlier one is the publication, unless it has no time.
  private mutating func decide(_ linked: WrittenDate, _ meta: WrittenDate, _ facts: PageFacts, _ visible: VisibleDate) {
    func take(_ isLinked: Bool) {
      (published, origin) = isLinked ? (linked, "json-ld") : (meta, "article:published_time")
    }
    let changes = [updated, Self.date(facts.meta["article:modified_time"]?.first)].compactMap { $0?.instant }
    if meta.hasTime, changes.contains(meta.instant), linked.instant < meta.instant { return take(true) }
    let shown = visible.score >= Self.vote ? visible.published : nil
    let stated = ["date", "datepublished", "dc.date.issued"].map { Self.date(facts.meta[$0]?.first) }
    for other in ([shown] + stated).compactMap({ $0 }) {
      let isLinked = Self.isSameDay(linked, other)
      if isLinked != Self.isSameDay(meta, other) { return take(isLinked) }
    }
    take(!meta.hasTime || linked.instant <= meta.instant)
  }
  /// The score from which on a shown date tells which of two stated ones is right.
  private static let vote = 40

  private func search(
    _ outline: PageOutline, _ facts: PageFacts, _ url: WebAddress?, _ visible: (Bool) -> VisibleDate
  ) -> (WrittenDate?, String?)? {
    for object in facts.linked.objects {
      if let date = Self.date(object["datePublished"]) ?? Self.date(object["uploadDate"]) { return (date, "json-ld") }
    }
    if let date = Self.date(DateStatements.inDamaged(outline.tree.linkedData)) { return (date, "json-ld") }
    for (name, node) in facts.properties where name == "datepublished" || name == "datecreated" {
      if let date = Self.date(DateStatements.stamp(outline.tree, node)) { return (date, "itemprop") }
    }
    for name in DateStatements.published {
      guard let date = Self.date(facts.meta[name]?.first) else { continue }
      if DateStatements.weak.contains(name) {
        let shown = visible(true)
        if let earlier = shown.published, shown.score >= VisibleDate.sure,
          earlier.instant.days < date.instant.days - 0.6
        {
          return (earlier, "text")
        }
      }
      return (date, name)
    }
    for text in DateStatements.namedLikeDates(facts) {
      if let date = Self.date(text) { return (date, "meta") }
    }
    for text in DateStatements.marked(outline) {
      if let date = Self.date(text) { return (date, "marked date") }
    }
    if let date = addressDay(facts, url) { return (date, "url") }
    for text in DateStatements.times(outline, facts) {
      if let date = Self.date(text) { return (date, "time") }
    }
    let shown = visible(false)
    if let date = shown.published { return (date, "text") }
    if let date = DateStatements.inTitle(facts, isMonthFirst: Self.isMonthFirst(facts, url)) { return (date, "title") }
    if let date = shown.updated { return (date, "text modified") }
    return nil
  }

  // MARK: zones

  /// A moment given in UTC is written with the zone in which the page states the same moment elsewhere.
  private mutating func findZone(_ date: WrittenDate, _ facts: PageFacts, _ article: LenientJSON?, _ url: WebAddress?) {
    var others = ["article:published_time", "parsely-pub-date", "sailthru.date", "dc.date.issued", "pubdate", "date"]
      .map { Self.date(facts.meta[$0]?.first) }
    others.append(Self.date(article?["dateCreated"]))
    for other in others.compactMap({ $0 }) where other.hasTime {
      if let offset = other.offsetMinutes {
        guard offset != 0, abs(other.instant.seconds - date.instant.seconds) < 60 else { continue }
        published = WrittenDate(instant: date.instant, offsetMinutes: offset, hasTime: true)
        return
      }
      // Without a zone: the clock of the newsroom, if it shows the same minute some quarters of an hour away.
      let seconds = other.instant.seconds - date.instant.seconds
      let minutes = Int((Double(seconds) / 60).rounded())
      guard minutes != 0, minutes % 15 == 0, abs(minutes) <= 14 * 60, abs(Int(seconds) - minutes * 60) < 30 else {
        continue
      }
      let local = WrittenDate(instant: date.instant, offsetMinutes: minutes, hasTime: true)
      // It may as well be another's clock: where it shows another day, the address has to say so too.
      let day = Self.civilDay(local)
      if day == Self.civilDay(date) || addressDay(facts, url).map({ Self.civilDay($0) == day }) ?? false {
        published = local
      }
      return
    }
  }

  /// `22:00Z` of the day before the one that is shown is midnight in the newsroom: a day that lost its zone.
  private mutating func findMidnight(_ date: WrittenDate, _ visible: () -> VisibleDate) {
    let civil = CivilDate(date.instant)
    guard civil.minute == 0, civil.second == 0, civil.hour >= 20 else { return }
    let local = WrittenDate(instant: date.instant, offsetMinutes: (24 - civil.hour) * 60, hasTime: true)
    let shown = visible()
    guard shown.score >= Self.vote, let day = shown.published, Self.civilDay(day) == Self.civilDay(local) else {
      return
    }
    published = local
  }

  private func addressDay(_ facts: PageFacts, _ url: WebAddress?) -> WrittenDate? {
    for address in [url?.path, facts.canonical, facts.first(["og:url"])] {
      if let address, let date = AddressDate.day(in: address) { return date }
    }
    return nil
  }

  /// Whether `3/4/2026` on this page is the fourth of March: in English, but not where the address or the language's
  /// region is one of the countries that put the day first.
  private static func isMonthFirst(_ facts: PageFacts, _ url: WebAddress?) -> Bool {
    let language = facts.language?.lowercased() ?? "en"
    guard language.hasPrefix("en") else { return false }
    if language.utf8.count >= 5, !language.hasSuffix("us") { return language.hasSuffix("ph") }
    let host = (url ?? facts.canonical.flatMap { WebAddress($0) })?.host ?? ""
    return ![".uk", ".au", ".nz", ".ie", ".in", ".za", ".ng", ".ke", ".pk", ".sg", ".my"].contains {
      host.hasSuffix($0)
    }
  }
}
