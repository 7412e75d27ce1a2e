// What the tokeniser must know of a language: its stemmer and the words too common to tell stories apart.
internal import News

/// A language as the recogniser treats it.
struct Language: Sendable {
  /// The two-letter code, empty where unknown.
  let code: String
  /// libstemmer's name for its algorithm.
  let algorithm: String?
  /// Hashes of its stop words.
  let stopWords: Set<UInt64>
  /// Keeps the stems of one language apart from another's in the cache of stems.
  let salt: UInt64

  private init(code: String, algorithm: String?, words: String) {
    self.code = code
    self.algorithm = algorithm
    stopWords = Set(words.split(whereSeparator: \.isWhitespace).map { TermHash.of(String($0)) })
    salt = TermHash.of(code)
  }

  /// A language without stemmer or stop words.
  static let unknown = Language(code: "", algorithm: nil, words: "")

  private static let algorithms: [(code: String, name: String)] = [
    ("ar", "arabic"), ("ca", "catalan"), ("da", "danish"), ("de", "german"), ("el", "greek"), ("en", "english"),
    ("es", "spanish"), ("eu", "basque"), ("fi", "finnish"), ("fr", "french"), ("ga", "irish"), ("hi", "hindi"),
    ("hu", "hungarian"), ("hy", "armenian"), ("id", "indonesian"), ("it", "italian"), ("lt", "lithuanian"),
    ("nb", "norwegian"), ("ne", "nepali"), ("nl", "dutch"), ("nn", "norwegian"), ("no", "norwegian"),
    ("pt", "portuguese"), ("ro", "romanian"), ("ru", "russian"), ("sr", "serbian"), ("sv", "swedish"),
    ("ta", "tamil"), ("tr", "turkish"), ("yi", "yiddish"),
  ]

  private static let all: [String: Language] = {
    var out: [String: Language] = [:]
    for (code, name) in algorithms {
      out[code] = Language(code: code, algorithm: name, words: StopWords.lists[code] ?? "")
    }
    for (code, words) in StopWords.lists where out[code] == nil {
      out[code] = Language(code: code, algorithm: nil, words: words)
    }
    return out
  }()

  /// The languages that can be guessed from their commonest words, in a fixed order.
  private static let guessable = StopWords.lists.keys.sorted().compactMap { all[$0] }

  /// The language of a tag.
  static func of(_ tag: LanguageTag) -> Language { all[tag.primary] ?? unknown }

  /// The language whose stop words are most of these words; `unknown` where no list reaches a tenth of them.
  static func guess(_ words: some Sequence<UInt64>) -> Language {
    let sample = Array(words.prefix(200))
    var best = unknown
    var most = max(2, sample.count / 10)
    for language in guessable {
      let hits = sample.count { language.stopWords.contains($0) }
      if hits > most {
        most = hits
        best = language
      }
    }
    return best
  }
}
