// How a source's article pages are read: the selectors of its group `article`.
import News
import Yams

/// Reads `article`.
enum PageRulesReader {
  private static let keys = ["body", "remove", "title", "date"]

  static func read(_ source: Group, into problems: inout ProblemList) -> PageRules? {
    guard let node = source["article"] else { return nil }
    let group = Group(node, name: source.path("article"), known: keys, into: &problems)
    if node.mapping?.isEmpty == true {
      problems.add(at: node, "`\(group.name)` is empty; add one of \(keys.joined(separator: ", ")), or leave it out")
    }
    let rules = PageRules(
      body: group.selectors("body", into: &problems), remove: group.selectors("remove", into: &problems),
      title: group.selector("title", into: &problems), date: group.selector("date", into: &problems))
    return rules.isEmpty ? nil : rules
  }
}
