// Which id each story bears, through merges: an article out of the window finds its story's id of today here.
internal import News

/// Story tokens: small numbers that outlive a story's merging into another.
struct StoryNames: Sendable {
  private(set) var ids: [StoryID] = []
  /// The sequence of the article each story is named after.
  private(set) var founders: [Int64] = []
  private var parents: [Int32] = []

  /// A token for a story.
  mutating func add(_ id: StoryID, founder: Int64) -> Int {
    ids.append(id)
    founders.append(founder)
    parents.append(Int32(ids.count - 1))
    return ids.count - 1
  }

  /// A story named after this article turned out, when rows are read back, to have an earlier founder.
  mutating func lower(_ token: Int, founder: Int64) { founders[token] = min(founders[token], founder) }

  /// Makes one story the other's.
  mutating func merge(_ younger: Int, into older: Int) { parents[younger] = Int32(older) }

  /// The token of the story a token has been merged into, or itself.
  func current(_ token: Int) -> Int {
    var at = token
    while Int(parents[at]) != at { at = Int(parents[at]) }
    return at
  }
}
