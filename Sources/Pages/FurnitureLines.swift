// Lines that are furniture as a whole, by language families; general ones, not any page's own.

extension FurniturePhrases {
  /// Whole lines.
  static let whole: [[UInt8]: String] = {
    var table: [[UInt8]: String] = [:]
    func add(_ reason: String, _ lines: String) {
      for line in lines.split(separator: "\n") { table[Array(line.utf8)] = reason }
    }
    add(
      "advertisement",
      """
      advertisement
      advertisements
      advertising
      ad
      ads
      sponsored
      sponsored content
      story continues below
      article continues below
      article continues below advertisement
      story continues below advertisement
      continue reading below
      scroll to continue with content
      advertisement - scroll to continue
      advertisement - continue reading below
      anzeige
      werbung
      publicidad
      publicidade
      publicité
      pubblicità
      annonse
      annonce
      annons
      advertentie
      reklama
      reklam
      реклама
      διαφήμιση
      広告
      广告
      """)
    add(
      "share",
      """
      share
      share this
      share this article
      share this story
      share this post
      share on facebook
      share on twitter
      share on x
      share via email
      facebook
      twitter
      whatsapp
      linkedin
      pinterest
      telegram
      reddit
      email
      e-mail
      mail
      print
      print this page
      copy link
      link copied
      tweet
      like this
      loading
      save
      bookmark
      listen
      listen to this article
      follow us
      teilen
      drucken
      merken
      artikel teilen
      compartir
      compartilhar
      partager
      condividi
      imprimir
      imprimer
      stampa
      delen
      del
      dela
      jaa
      udostępnij
      поделиться
      send this to a friend
      add as a preferred source on google
      """)
    add(
      "comments",
      """
      leave a comment
      leave a reply
      leave a response
      post a comment
      add a comment
      be the first to comment
      no comments
      no comments yet
      comments
      comment
      view comments
      show comments
      read comments
      join the conversation
      kommentare
      kommentieren
      commentaires
      comentarios
      comentários
      commenti
      reacties
      deja un comentario
      laisser un commentaire
      schreibe einen kommentar
      lascia un commento
      cancel reply
      comments are closed
      """)
    add(
      "related",
      """
      related
      related articles
      related posts
      related stories
      related news
      related content
      related topics
      related links
      read more
      read also
      see also
      also read
      more
      more on this story
      more from
      more stories
      recommended
      recommended stories
      you may also like
      you might also like
      most read
      most popular
      trending
      trending now
      up next
      read next
      czytaj więcej
      don't miss
      explore further
      watch
      watch also
      editors' picks
      editor's picks
      top stories
      latest news
      mehr zum thema
      mehr dazu
      lesen sie auch
      lesen sie mehr
      auch interessant
      das könnte sie auch interessieren
      weiterlesen
      à lire aussi
      lire aussi
      sur le même sujet
      lee también
      leer más
      te puede interesar
      también te puede interesar
      noticias relacionadas
      relacionado
      leia também
      leia mais
      veja também
      saiba mais
      leggi anche
      ti potrebbe interessare
      lees ook
      lees meer
      læs også
      les også
      läs också
      läs mer
      lue myös
      zobacz też
      czytaj też
      czytaj także
      przeczytaj także
      читайте также
      читайте також
      по теме
      citește și
      διαβάστε επίσης
      関連記事
      続きを読む
      """)
    add(
      "newsletter",
      """
      newsletter
      subscribe
      subscribe now
      sign up
      sign up now
      subscribe to our newsletter
      sign up for our newsletter
      get our newsletter
      thank you for subscribing
      """)
    add(
      "label",
      """
      tags
      topics
      in this article
      table of contents
      contents
      skip to content
      back to top
      home
      menu
      search
      close
      next
      previous
      next article
      previous article
      enlarge
      caption
      back to video
      open image in gallery
      view gallery
      photo
      image
      video
      play
      expand
      themen
      schlagworte
      inhalt
      inhaltsverzeichnis
      updated
      published
      min read
      exclusive
      opinion
      """)
    return table
  }()
}
