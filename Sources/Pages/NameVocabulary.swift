// The words that class names are made of, and what they mean.

enum NameVocabulary {
  /// Head nouns of furniture.
  static let furniture: [String: NameMeaning] = {
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
        + "commercial affiliate shopping donate donation donations membership appeal merch")
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
  static let whole: [String: NameMeaning] = [
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
  static let containers = words(
    "container containers box boxes list lists wrapper wrap wrappers block blocks section sections module modules widget widgets "
      + "area areas inner outer content contents items item links link title titles heading headline header bar panel "
      + "panels group groups row col column columns holder main body text form button buttons btn btns icon icons unit "
      + "units zone slot slots region card cards carousel slider feed top bottom left right center mobile desktop sticky "
      + "fixed small large position placeholder component view div label labels image img video thumb thumbnail count "
      + "embed inline in the wrapper us ul li bottomwrapper here data desc description by on of and at to entry entries"
  )
  /// Words for articles, which count as containers only behind words such as `related`.
  static let articles = words(
    "grid article articles post posts story stories news page pages artikel noticias notizie topics topic reads videos content"
  )
  /// `has-sidebar`, `with-comments`, `no-ads` are about a layout.
  static let guards = words(
    "has have with without no not is hasno show shows enable enabled disable disabled under above below after before non"
  )
  /// Prefixes of naming schemes.
  static let prefixes = words("js c m o u l g b is wp elementor uk ng mw td tdb tdi et fl vc css sc ui")
  static let taxonomy = words(
    "category tag author type format status has with no not term postid hentry template theme layout page section")
  static let authorParts = words(
    "bio box info card about description profile details biography block container wrapper section area widget avatar social"
  )
  static let tagParts = words("list links cloud container wrapper wrap box block items group")
  static let leads = words(
    "lead lede leading standfirst dek deck subtitle subheadline subheading subhead subline intro introduction summary "
      + "abstract excerpt chapo chapeau sapo entradilla bajada copete vorspann anleser ingress ingresso sommario "
      + "catenaccio strapline tagline leadtext leadparagraph untertitel description preamble manchet perex headdesc "
      + "lid lidtext bajadilla volanta epigraph synopsis zhaiyao shoulder underline")
  static let bylines = words(
    "byline bylines author authors autor autoren auteur auteurs autore autori writer writers reporter journalist contributor vcard firma redaktor skribent"
  )
  static let dates = words(
    "date dates time timestamp published pubdate publish posted datetime dateline datum fecha data created updated pubtime publishdate postdate"
  )

  /// Names of the element that holds an article's text, without separators.
  static let bodies: Set<String> = words(
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

  private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
}
