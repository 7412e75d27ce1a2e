// The group of a source that says how a listing page is read.
import News
import Yams

extension SourcesReader {
  private static let listingKeys = [
    "item", "link", "title", "date", "summary", "author", "date_format", "time_zone", "pages", "next",
  ]
  /// More pages at one poll are a crawl.
  private static let mostPages = 20

  static func listing(_ source: Group, kind: Source.Kind, into problems: inout ProblemList) -> ListingRules? {
    guard let node = source["listing"] else { return nil }
    if kind != .html {
      problems.add(
        at: node, "`\(source.path("listing"))` is only for pages; add `kind: html`, or leave it out for a feed")
    }
    let group = Group(node, name: source.path("listing"), known: listingKeys, into: &problems)
    func selector(_ key: String) -> String? { group.selector(key, into: &problems) }
    let item = selector("item")
    if group["item"] == nil {
      // Relative to what, if nothing is an item?
      let relative = ["link", "title", "date", "summary", "author"].contains { group[$0] != nil }
      if relative || node.mapping?.isEmpty == true {
        problems.add(
          at: node,
          "`\(group.name)` has no `item`; add \(Group.selectorWanted) that selects one element an article")
      }
    }
    var rules = ListingRules(
      item: item, link: selector("link"), title: selector("title"), date: selector("date"),
      summary: selector("summary"), author: selector("author"))
    rules.dateFormats = dateFormats(group, into: &problems)
    if !rules.dateFormats.isEmpty, group["date"] == nil, let at = group["date_format"] {
      problems.add(
        at: at, "`\(group.path("date_format"))` says how the dates are written that `date` selects; add `date`")
    }
    rules.timeZone = group.value(
      "time_zone", "a zone such as Europe/Berlin, or an offset such as +01:00", into: &problems, ZoneReader.zone)
    rules.pages = group.number("pages", 1...mostPages, into: &problems) ?? rules.pages
    rules.next = selector("next")
    if rules.next != nil, rules.pages == 1, let at = group["next"] {
      problems.add(
        at: at, "`\(group.path("next"))` is never followed, since one page is read; add `pages: 2` or more")
    }
    return rules
  }

  private static func dateFormats(_ group: Group, into problems: inout ProblemList) -> [DateFormat] {
    group.list("date_format", "formats such as %d.%m.%Y %H:%M", into: &problems).compactMap { node, text in
      do throws(Refusal) {
        return try DateFormat(text)
      } catch {
        problems.add(at: node, "`\(group.path("date_format"))`: \(error.message)")
        return nil
      }
    }
  }
}
