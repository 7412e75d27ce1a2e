// The words that stand around names in author lines, in the languages real pages use.

/// Words by the bytes of their lower-case form.
struct WordSet: Sendable {
  /// Hashes (FNV-1a) of the words; two of a few hundred words never share one of 64 bits.
  private var hashes: Set<UInt64>

  init(_ text: String) { hashes = Set(text.utf8.split(separator: 32).map { Self.hash($0) }) }

  func contains(_ word: some Collection<UInt8>) -> Bool {
    guard word.count <= 32 else { return false }
    let isPlain = word.allSatisfy { $0 < 128 }
    return hashes.contains(isPlain ? Self.hash(word) : Self.hash(FoldedText.lower(word)))
  }

  private static func hash(_ word: some Collection<UInt8>) -> UInt64 {
    word.reduce(FunctionWords.seed) { FunctionWords.step($0, $1) }
  }
}

enum PersonWords {
  /// Words that lead to a name, with or without a colon behind them.
  static let leading = WordSet(
    "by von vom par por di da de del av af door przez autor autorin autoren author authors autore autori auteur auteurs "
      + "auteure autora autores text texte texto testo tekst words written writer reporter reported posted published "
      + "story story: foto geschrieben verfasst erstellt gepostet veröffentlicht escrito publicado publié écrit scritto "
      + "skriven skrevet geschreven kirjoittaja författare forfatter skribent toimittaja autorka yazar yazan автор "
      + "текст 作者 文 記者 记者 编辑 責任編輯 责任编辑 글 ein eine beitrag artikel article articles gastbeitrag "
      + "pressemitteilung kommentar analyse analysis interview reportage essay kolumne opinion guest special post "
      + "postet redaktion redaktör redaktor editor ed contributed")
  /// Of these, the ones that say what a line is even without a colon: behind them a name follows.
  static let prepositions = WordSet(
    "by von par por door przez av af autor autorin author authors auteur autore автор 作者 作者： 记者 記者 责任编辑")
  /// Words between two names.
  static let joining = WordSet("and und et y e og och en & + with mit avec con ve i и та oraz sowie")
  /// Of these, the ones that are one letter or mean something else in another language: only in lower case.
  static let weakJoining = WordSet("y e i en con ve")
  /// What somebody is; behind a name it ends it, before a name it is dropped.
  static let roles = WordSet(
    "editor editors reporter correspondent writer author journalist columnist contributor producer director manager "
      + "coordinator specialist analyst strategist professor founder co-founder cofounder ceo cto president chief "
      + "critic photographer anchor fellow scientist engineer consultant expert officer secretary blogger intern "
      + "redakteur redakteurin redakteure chefredakteur chefredakteurin chefredaktion korrespondent korrespondentin "
      + "autor autorin volontär volontärin reporterin experte expertin leiter leiterin journalistin geschäftsführer "
      + "ressortleiter mitarbeiter mitarbeiterin freier journaliste rédacteur rédactrice correspondant redactor "
      + "redactora periodista corresponsal redattore giornalista redacteur verslaggever journalista redaktør "
      + "journalistka redaktor dziennikarz rechtsanwalt rechtsanwältin pressesprecher pressesprecherin sprecher marketer developer 기자 特派員 記者"
  )
  /// What stands before such a word and belongs to it.
  static let modifiers = WordSet(
    "senior junior staff chief deputy associate assistant managing contributing executive political politics content "
      + "marketing news sports special freelance lead head national international business technology tech health "
      + "science digital web online education environment features investigative former principal vice guest "
      + "professional certified registered licensed our the")
  /// Words of links and labels that are no names.
  static let labels = WordSet(
    "person top news comment comments follow view more learn read all alle alles beiträge beitrag archiv anzeigen skip content subscribe "
      + "share contact email e-mail mail twitter facebook instagram linkedin bio biography profile profil posts post "
      + "articles article about updated published ago min minutes read inhalt inhalte gesponserte home menu login "
      + "sign search archive see latest print send click here website show hide image photo photos foto fotos credit "
      + "source quelle copyright rights reserved advertisement anzeige kommentare kommentar uhr leave reply category "
      + "categories tags tag topics newsletter edit report save live css mehr weitere aktuelle aktualisiert nachrichten "
      + "disclosure disclaimer policy privacy page next previous back zurück weiter written reviewed medically edited "
      + "fact-checked checked contributors meet team")
  /// Names of nobody: taken only where the page names no one else.
  static let nobody = WordSet(
    "redaktion staff newsroom newsdesk redacción redaccion redazione rédaction redaktionen redactie "
      + "redakcja editorial desk team reporters reports correspondents")
  /// Names of nobody at all.
  static let nothing = WordSet(
    "admin administrator editor editors author unknown null undefined guest anonymous none n/a user test auteur")
  /// Particles within names, written small.
  static let particles = WordSet(
    "de van von der den del della di da dos das du la le el al bin ibn ben ter ten zu zum zur y e af av vom i o")
  /// Words of dates and of what leads to them, behind which nothing belongs to a name.
  static let dates = WordSet(
    "on am at um le il el den vom january february march april may june july august september october november december "
      + "jan feb mar apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember monday "
      + "tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend "
      + "sonntag janvier février mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo "
      + "abril mayo junio julio agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno "
      + "luglio settembre ottobre dicembre januari februari maart mei augustus today yesterday heute gestern updated "
      + "released published posted stand aktualisiert veröffentlicht")
  /// Words that only lead to a date: cut off a name's end, and no reason to end it.
  static let dateLeads = WordSet("on am at um le il el den vom in")
  /// Academic degrees and the like behind a comma.
  static let degrees = WordSet(
    "phd ph.d. md m.d. rn ma m.a. ba msc mba jd esq cpa cfp mph rd dds dvm pharmd np pa-c lcsw jr jr. sr sr. ii iii")
}
