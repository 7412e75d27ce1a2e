// The phrases of furniture, by language families; general ones, not any page's own.

enum FurniturePhrases {
  /// Beginnings of short lines.
  static let starts = PhraseTable([
    ("read more:", "related"), ("read also:", "related"), ("also read:", "related"), ("see also:", "related"),
    ("read next:", "related"), ("related:", "related"), ("related article", "related"), ("related stories", "related"),
    ("related post", "related"), ("subscribe to ", "newsletter"), ("reach the reporter", "follow"),
    ("like this story", "share"), ("tempo de leitura", "label"), ("reading time", "label"), ("lesezeit", "label"),
    ("temps de lecture", "label"), ("tiempo de lectura", "label"), ("tempo di lettura", "label"), ("leestijd", "label"),
    ("lästid", "label"), ("lesetid", "label"), ("læsetid", "label"), ("czas czytania", "label"),
    ("время чтения", "label"),
    ("more on:", "related"), ("recommended:", "related"), ("don't miss:", "related"), ("watch:", "related"),
    ("read:", "related"), ("more:", "related"), ("also see:", "related"), ("must read:", "related"),
    ("lesen sie auch", "related"), ("lesen sie hier", "related"), ("lesen sie mehr", "related"),
    ("mehr zum thema", "related"),
    ("auch interessant", "related"), ("mehr dazu", "related"), ("à lire aussi", "related"), ("lire aussi", "related"),
    ("à lire :", "related"), ("lea también", "related"), ("lea más", "related"), ("lea:", "related"),
    ("lea además", "related"),
    ("lee además", "related"), ("ver más:", "related"), ("vea también", "related"), ("see more:", "related"),
    ("don't miss ", "related"), ("learn more:", "related"), ("click here", "related"), ("also:", "related"),
    ("[related", "related"), ("(related", "related"), ("you can also read", "related"), ("can also read", "related"),
    ("lee también", "related"), ("te puede interesar", "related"),
    ("también lee", "related"), ("leia também", "related"), ("leia mais", "related"), ("veja também", "related"),
    ("leggi anche", "related"), ("lees ook", "related"), ("læs også", "related"), ("les også", "related"),
    ("läs också", "related"), ("lue myös", "related"), ("czytaj też", "related"), ("czytaj także", "related"),
    ("zobacz także", "related"), ("zobacz też", "related"), ("читайте также", "related"), ("читайте також", "related"),
    ("διαβάστε επίσης", "related"), ("citește și", "related"), ("okumaya devam", "related"),
    ("follow us on", "follow"), ("follow me on", "follow"), ("like us on facebook", "follow"), ("follow @", "follow"),
    ("join our whatsapp", "follow"), ("join our telegram", "follow"), ("subscribe to our", "newsletter"),
    ("sign up for our", "newsletter"), ("sign up to our", "newsletter"), ("sign up for the", "newsletter"),
    ("sign up to receive", "newsletter"), ("get the latest", "newsletter"), ("folgen sie uns", "follow"),
    ("síguenos en", "follow"), ("siga-nos", "follow"), ("suivez-nous", "follow"), ("seguici su", "follow"),
    ("abonnieren sie", "newsletter"), ("download our app", "promotion"), ("click here to subscribe", "newsletter"),
    ("click here to read", "related"), ("click here for more", "promotion"), ("enter your email", "newsletter"),
    ("your email address", "comments"),
    ("this site uses akismet", "comments"), ("filed under", "label"), ("posted in", "label"), ("tagged with", "label"),
    ("tags:", "label"), ("topics:", "label"), ("categories:", "label"), ("share this", "share"),
    ("click to share", "share"), ("hashtags:", "label"), ("mots-clés", "label"), ("schlagwörter", "label"),
    ("have a tip", "promotion"), ("got a tip", "promotion"), ("copyright ©", "credit"), ("copyright 20", "credit"),
    ("all rights reserved", "credit"), ("alle rechte vorbehalten", "credit"), ("write to ", "promotion"),
    ("disclaimer:", "label"), ("last updated", "date"), ("last modified", "date"), ("first published", "date"),
    ("published:", "date"), ("published on", "date"), ("updated:", "date"), ("posted on", "date"),
    ("view image in fullscreen", "caption"), ("image source", "credit"), ("advertisement", "advertisement"),
    ("reporting by", "credit"), ("additional reporting", "credit"), ("our standards:", "label"),
    ("image caption", "caption"),
  ])
  /// Ends of short lines.
  static let ends: [([UInt8], String)] = [
    ("min read", "label"), ("minute read", "label"), ("minutes read", "label"), ("mins read", "label"),
    ("min de lectura", "label"), ("min de lecture", "label"), ("minuten lesezeit", "label"), ("min lesezeit", "label"),
    ("/getty images", "credit"), ("via getty images", "credit"), ("/shutterstock", "credit"), ("/afp", "credit"),
    ("/reuters", "credit"), ("/ap photo", "credit"), ("/getty", "credit"), ("for more information", "promotion"),
  ].map { (Array($0.0.utf8), $0.1) }
  /// Anywhere in a line of up to two or three sentences: wording that no article has.
  static let parts = PhraseTable([
    ("your email address will not be published", "comments"), ("uses akismet to reduce spam", "comments"),
    ("how your comment data is processed", "comments"), ("required fields are marked", "comments"),
    ("must be logged in to post a comment", "comments"), ("save my name, email", "comments"),
    ("by signing up, you agree", "newsletter"), ("by subscribing, you agree", "newsletter"),
    ("subscribe to our newsletter", "newsletter"), ("sign up for our newsletter", "newsletter"),
    ("please enter a valid email", "newsletter"), ("view the discussion thread", "comments"),
    ("enable javascript to view the", "comments"), ("commissions on", "promotion"),
    ("affiliate commission", "promotion"),
    ("we use cookies", "consent"), ("this website uses cookies", "consent"), ("accept all cookies", "consent"),
    ("opens in a new window", "share"), ("to view this video please enable", "label"),
    ("um eingebettete inhalte", "consent"), ("contributed to this report", "credit"),
    ("contributed to this story", "credit"), ("contributed reporting", "credit"),
    ("this slideshow requires javascript", "label"), ("video has failed to load", "label"),
    ("try refreshing your browser", "label"), ("la suite est réservée aux abonnés", "promotion"),
    ("your browser does not support", "label"),
    ("abonnieren sie unseren newsletter", "newsletter"),
    ("tu dirección de correo electrónico no será publicada", "comments"),
    ("votre adresse e-mail ne sera pas publiée", "comments"),
    ("deine e-mail-adresse wird nicht veröffentlicht", "comments"),
    ("o seu endereço de e-mail não será publicado", "comments"),
    ("il tuo indirizzo email non sarà pubblicato", "comments"),
  ])
  /// Beginnings of photo credits.
  static let credits = PhraseTable(
    [
      "©", "(c)", "photo:", "photo by", "photo credit", "photos:", "photos by", "photograph:", "photography by",
      "picture:",
      "pictures:",
      "image:", "image credit", "images:", "credit:", "credits:", "credit image", "foto:", "fotos:", "bild:", "bilder:",
      "bildquelle", "quelle:", "foto van", "foto di", "foto de", "crédit photo", "crédits", "crédito", "créditos",
      "zdjęcie:", "fot.", "фото:", "φωτογραφία", "getty images", "shutterstock", "reuters/", "afp/", "ap photo",
      "file photo", "copyright:", "screenshot:", "illustration:", "kuva:",
    ].map { ($0, "credit") })
  /// In captions that are not marked as such.
  static let creditParts = PhraseTable(
    [
      "bildrechte:", "(foto:", "| foto:", "© foto", "(photo:", "| photo:", "(photo by", "photo credit:", "(image:",
      "(bild:", "/getty images)",
      "/ getty images", "via getty images", "(credit:", "image credit:", "(foto de", "crédit photo", "(ap photo",
      "| bild:", "quelle: dpa", "photo ©", "photos ©", "image ©", "images ©",
    ], "caption")
  /// Where readers are asked to follow, in lines that begin with it.
  static let networks = PhraseTable(
    ["facebook", "twitter", "instagram", "google news", "tiktok", "bluesky", "linkedin"], "follow")
  static let followStarts = PhraseTable(
    ["follow ", "folgen sie ", "siga ", "sigue ", "síguenos", "suivez ", "segui "].map { ($0, "follow") })
  /// What readers are invited to, and how: a line with one of each is no text of the article.
  static let offers = PhraseTable(
    [
      "newsletter", "whatsapp", "telegram", "news app", "news-app", "our app", "push-nachrichten",
    ], "newsletter")
  static let invitations = PhraseTable(
    [
      "sign up", "subscribe", "subscrib", "abonn", "anmeld", "follow", "folg", "join ", "download", "inscri", "suscr",
      "delivered to your inbox",
      "your inbox", "hier entlang", "click here", "únete", "iscriviti", "zapisz się", "herunterladen", "per mail",
    ], "newsletter")
  /// What readers are told of comments, and what is said of them: a line with one of each is no text of the article.
  static let commentWords = PhraseTable(
    ["comment", "comentário", "comentario", "kommentar", "commentaire", "commenti ", "reacties", "комментар"],
    "comments")
  static let commentRules = PhraseTable(
    [
      "moderat", "moderier", "modéré", "aprovado", "aprobado", "approved", "freigeschaltet", "off-topic", "abusive",
      "offensive", "insult", "ofensiv", "модератор",
    ], "comments")
  /// How readers are asked to get in touch, in lines with an account's name.
  static let contactWords = PhraseTable(
    ["follow", "email", "e-mail", "tweet", "reach ", "contact", "folg", "sigue", "siga ", "suiv"], "follow")
  /// Lines behind which nothing belongs to the article.
  static let tails: Set<[UInt8]> = Set(
    [
      "leave a comment", "leave a reply", "leave a response", "post a comment", "add a comment", "related posts",
      "related articles", "related stories", "related news", "related content", "related", "you may also like",
      "you might also like", "more stories", "more from", "recommended for you", "recommended", "read next", "up next",
      "most read", "most popular", "most viewed", "latest news", "trending", "trending now", "top stories", "comments",
      "join the conversation", "about the author", "about author", "be the first to comment", "editor's picks",
      "editors' picks", "further reading", "more news", "popular posts", "recent posts", "share this", "more like this",
      "cancel reply", "our standards", "also on", "more on this story", "more on this topic", "sponsored content",
      "promoted stories", "from around the web", "around the web", "what to read next", "keep reading", "you may like",
      "mehr zum thema", "das könnte sie auch interessieren", "auch interessant", "kommentare", "weitere artikel",
      "weitere themen", "meistgelesen", "über den autor", "passend zum thema", "lesen sie auch", "neueste nachrichten",
      "à lire aussi", "lire aussi", "sur le même sujet", "commentaires", "les plus lus", "dans la même rubrique",
      "noticias relacionadas", "te puede interesar", "también te puede interesar", "comentarios", "lo más leído",
      "lo más visto", "artículos relacionados", "más noticias", "te recomendamos", "leia também", "veja também",
      "comentários", "mais lidas", "notícias relacionadas", "leggi anche", "ti potrebbe interessare", "commenti",
      "articoli correlati", "potrebbe interessarti", "lees ook", "reacties", "meest gelezen", "gerelateerde artikelen",
      "les også", "læs også", "läs också", "mest lest", "mest læste", "mest läst", "lue myös", "luetuimmat",
      "czytaj też", "czytaj także", "zobacz też", "zobacz także", "komentarze", "polecane", "читайте также",
      "читайте також", "по теме", "комментарии", "関連記事", "おすすめ記事", "相关阅读", "相关新闻", "热门文章",
      "benzer haberler", "ilgili haberler", "yorumlar", "διαβάστε επίσης", "citește și",
    ].map { Array($0.utf8) })
  /// Beginnings of headings behind which nothing belongs to the article.
  static let tailStarts = PhraseTable(
    [
      "leave a comment", "leave a reply", "related ", "more from ", "more in ", "you may also", "you might also",
      "recommended ", "about the author", "read more from", "latest from", "comments (", "share this", "subscribe to",
      "sign up for", "mehr aus", "mehr zum", "weitere ", "más sobre", "más en", "plus de ", "altri articoli",
      "meer over",
    ].map { ($0, "tail") })
}
