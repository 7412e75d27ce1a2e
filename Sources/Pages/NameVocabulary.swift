// The words that class names are made of, and what they mean.

enum NameVocabulary {
  /// What a word of a name may be.
  struct Word: Sendable {
    var furniture: NameMeaning = []
    var roles: Roles = []
  }

  /// What a whole name means.
  struct Whole: Sendable {
    var meaning: NameMeaning = []
  }

  struct Roles: OptionSet, Sendable {
    let rawValue: UInt16
    static let container = Roles(rawValue: 1)
    static let article = Roles(rawValue: 2)
    static let layout = Roles(rawValue: 4)
    static let prefix = Roles(rawValue: 8)
    static let taxonomy = Roles(rawValue: 16)
    static let authorPart = Roles(rawValue: 32)
    static let tagPart = Roles(rawValue: 64)
    static let lead = Roles(rawValue: 128)
    static let byline = Roles(rawValue: 256)
    static let date = Roles(rawValue: 512)
    static let isAuthor = Roles(rawValue: 1024)
    static let isTag = Roles(rawValue: 2048)
  }

  /// What the word of this hash is.
  static func word(_ hash: UInt64) -> Word { words[hash] ?? Word() }

  /// What the name of this hash, without separators, means as a whole.
  static func whole(_ hash: UInt64) -> Whole { wholes[hash] ?? Whole() }

  private static let words: [UInt64: Word] = {
    var table: [UInt64: Word] = [:]
    for (word, meaning) in furniture { table[WordHash.of(word.utf8), default: Word()].furniture = meaning }
    let lists: [(Roles, [Substring])] = [
      (.container, containers), (.article, articles), (.layout, guards), (.prefix, prefixes), (.taxonomy, taxonomy),
      (.authorPart, authorParts), (.tagPart, tagParts), (.lead, leads), (.byline, bylines), (.date, dates),
      (.isAuthor, ["author"]), (.isTag, ["tag"]),
    ]
    for (role, list) in lists {
      for word in list { table[WordHash.of(word.utf8), default: Word()].roles.insert(role) }
    }
    return table
  }()

  private static let wholes: [UInt64: Whole] = {
    var table: [UInt64: Whole] = [:]
    for (name, meaning) in wholeNames { table[WordHash.of(name.utf8), default: Whole()].meaning.formUnion(meaning) }
    for name in bodies { table[WordHash.of(name.utf8), default: Whole()].meaning.insert(.body) }
    return table
  }()

  /// Head nouns of furniture.
  private static let furniture: [String: NameMeaning] = {
    var table: [String: NameMeaning] = [:]
    func add(_ meaning: NameMeaning, _ words: String) {
      for word in words.split(separator: " ") { table[String(word)] = meaning }
    }
    add(
      .comments,
      "comment comments commenting commentlist disqus respond reply replies discussion kommentar kommentare commentaire "
        + "commentaires comentario comentarios commento commenti reacties komentar komentarze coments livefyre spotim fbcomments"
    )
    add(
      .share,
      "share shares sharing sharebar sharebox sharer social socials socialmedia addtoany sharedaddy sociable addthis follow "
        + "followus following teilen partager compartir condividi whatsapp")
    add(
      .related,
      "related relateds recommended recommendation recommendations recommend recirc recirculation suggested suggestion "
        + "suggestions similar readmore morefrom trending popular mostread mostpopular mostviewed teaser teasers "
        + "relatedposts relatedlinks relatedarticles relatednews taboola outbrain zergnet yarpp crosslinks seealso "
        + "verwandte weiterlesen recomendados relacionadas relacionados onward upnext nextprev prevnext previous latest "
        + "mehr ticker readalso readnext alsoread")
    add(
      .promotion,
      "promo promos promotion promotions promoted sponsor sponsored sponsors advert adverts advertisement advertising advertise "
        + "advertisment ad ads adv adbox adslot adsbygoogle adsense dfp gpt banner banners anzeige werbung publicidad publicite pub "
        + "commercial affiliate shopping cta donate donation donations membership appeal merch")
    add(
      .newsletter,
      "newsletter newsletters signup subscribe subscription subscriptions subscriber subscribebox optin mailchimp "
        + "mailinglist abo abonnement")
    add(
      .navigation,
      "breadcrumb breadcrumbs nav navi navbar navigation menu menus submenu megamenu pagination pager paging footer "
        + "sidebar sidebars rail rightrail toolbar tools tool skip skiplink masthead topbar search searchform toc "
        + "tableofcontents jumplinks languages sitemap backtotop scrolltop")
    add(.author, "bio biography authorbox authorbio authorinfo aboutauthor authors contributors")
    add(
      .details,
      "meta metadata postmeta entrymeta articlemeta tags taglist tagcloud tagging keywords dateline timestamp byline bylines "
        + "readtime readingtime rating ratings likes views counter stats publishdate pubdate postinfo articleinfo "
        + "storymeta feedback survey quiz")
    add(
      .caption,
      "caption captions credit credits imagecaption photocredit copyright mediacaption wpcaptiontext legende bildunterschrift figcaption"
    )
    add(.hidden, "hidden invisible visuallyhidden noprint hide")
    add(
      .consent,
      "cookie cookies consent gdpr cmp modal popup overlay interstitial login signin lightbox cookiebar cookiebanner")
    return table
  }()

  /// Names that mean something only as a whole.
  private static let wholeNames: [String: NameMeaning] = [
    "sronly": .hidden, "screenreadertext": .hidden, "visuallyhidden": .hidden, "jppostflair": .share,
    "jprelatedposts": .related, "wpcaptiontext": .caption, "readmore": .related, "alsoread": .related,
    "aboutauthor": .author, "abouttheauthor": .author, "postauthor": .author, "entryauthor": .author,
    "readnext": .related, "upnext": .related, "nextarticle": .related, "morestories": .related,
    "morearticles": .related, "morenews": .related, "latestnews": .related, "topstories": .related,
    "seealso": .related, "youmaylike": .related, "youmayalsolike": .related, "mostread": .related,
    "followus": .share, "postnavigation": .navigation, "catlinks": .navigation, "mweditsection": .navigation,
    "mwjumplink": .navigation, "printfooter": .navigation, "navbox": .navigation, "reflist": .details,
    "noexcerpt": .hidden, "tocontent": .navigation, "inlinerelated": .related, "callout": .promotion,
  ]

  /// Words that only say that something holds something else.
  private static let containers = split(
    "container containers box boxes list lists wrapper wrap wrappers block blocks section sections module modules widget widgets "
      + "area areas inner outer content contents items item links link title titles heading headline header bar panel "
      + "panels group groups row col column columns holder main body text form button buttons btn btns icon icons unit "
      + "units zone slot slots region card cards carousel slider feed top bottom left right center mobile desktop sticky "
      + "fixed small large position placeholder component view div label labels image img video thumb thumbnail count "
      + "embed inline in the wrapper us ul li bottomwrapper here data desc description by on of and at to entry entries"
  )
  /// Words for articles, which count as containers only behind words such as `related`.
  private static let articles = split(
    "grid article articles post posts story stories news page pages artikel noticias notizie topics topic reads videos content"
  )
  /// `has-sidebar`, `with-comments`, `no-ads` are about a layout.
  private static let guards = split(
    "has have with without no not is hasno show shows enable enabled disable disabled under above below after before non"
  )
  /// Prefixes of naming schemes.
  private static let prefixes = split("js c m o u l g b is wp elementor uk ng mw td tdb tdi et fl vc css sc ui")
  private static let taxonomy = split(
    "category tag author type format status has with no not term postid hentry template theme layout page section")
  private static let authorParts = split(
    "bio box info card about description profile details biography block container wrapper section area widget avatar social"
  )
  private static let tagParts = split("list links cloud container wrapper wrap box block items group")
  private static let leads = split(
    "lead lede leading standfirst dek deck subtitle subheadline subheading subhead subline intro introduction summary "
      + "abstract excerpt chapo chapeau sapo entradilla bajada copete vorspann anleser ingress ingresso sommario "
      + "catenaccio strapline tagline leadtext leadparagraph untertitel description preamble manchet perex headdesc "
      + "lid lidtext bajadilla volanta epigraph synopsis zhaiyao shoulder underline")
  private static let bylines = split(
    "byline bylines author authors autor autoren auteur auteurs autore autori writer writers reporter journalist contributor vcard firma redaktor skribent"
  )
  private static let dates = split(
    "date dates time timestamp published pubdate publish posted datetime dateline datum fecha data created updated pubtime publishdate postdate"
  )

  /// Names of the element that holds an article's text, without separators.
  private static let bodies = split(
    "entrycontent articlebody articlecontent articlecontents postcontent postbody postbodycontainer storybody storycontent "
      + "storytext articletext bodycopy fieldnamebody fieldnamefieldbody postentry singlecontent "
      + "newsbody newscontent newstext articlebodycontent articlebodytext articlecontentbody articlemain "
      + "articlemaincontent articlebodywrapper articlebodycopy detailbody detailcontent detailtext contentarticle "
      + "singlepostcontent tdpostcontent thecontent theContent postarticle articledetail richtext "
      + "storybodytext storycontentbody artbody artcontent artikeltext artikelbody bodytext "
      + "entrybody entrytext blogcontent blogpostcontent blogpostbody posttext contenttext articlebodyinner "
      + "articlebodymain paywallcontent articlecopy mainarticlebody mainarticlecontent "
      + "articlewrapbody cuerponoticia cuerpo notacuerpo cuerponota textonoticia noticiatexto corpoarticolo "
      + "corpsarticle articletexte textearticle contenunoticia entrycontentarticle wysiwyg wysiwygcontent "
      + "contentsbody articlearea newsarticlebody articleview articletextcontent storyarticle "
      + "pagecontentbody postcontentinner articlebodytextcontainer fulltext articlefulltext articleparagraphs "
      + "articlebodyparagraphs storybodycontent articlebodysection bodyarticle bodymain artdetail artikelinhalt")

  private static func split(_ text: String) -> [Substring] { text.split(separator: " ") }
}
