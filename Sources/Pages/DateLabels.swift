// What the words beside a date say of it: published, changed, or something that is no business of the article's date.

/// The meaning of the words before a date.
enum DateLabel {
  case none
  case published
  case updated
  /// The date of an event, a photo, a member's joining, a copyright, a visit.
  case other

  /// The meaning of a label in UTF-8: of the words that tell one the last counts.
  init(_ bytes: ArraySlice<UInt8>) {
    let text = Array(String(decoding: bytes, as: UTF8.self).lowercased().utf8)
    var best = -1
    self = .none
    for (words, meaning) in Self.words {
      for word in words {
        guard let at = text.lastStart(of: word), at > best else { continue }
        best = at
        self = meaning
      }
    }
  }

  private static func list(_ text: String) -> [[UInt8]] {
    text.split(separator: "|").map { Array($0.utf8) }
  }

  /// How the words begin.
  private static let words: [([[UInt8]], DateLabel)] = [
    (
      list(
        "publi|posted|post date|date|dated|datum|data|fecha|veröffentl|erschien|erstellt|geschrieben|eingestellt|verfasst|"
          + "gepost|geplaatst|gepubl|udgivet|utgitt|offentliggjort|julkaistu|написан|опублик|опублік|дата|yayın|eklenme|"
          + "tarih|közzétét|megjelen|dodan|vydán|zverejn|objav|đăng|发布|发表|發布|發表|时间|時間|公開|投稿|掲載|作成|작성|등록|"
          + "입력|게시|نشر|تاريخ|created|written|mis en ligne|paru|rédigé|escrito|scritto|"
          + "inserito|pubbl|skriven|skrevet|kirjoitettu|postat|postad|lagt ut|creado|criado|δημοσ|utworzon|napisan"),
      .published
    ),
    (
      list(
        "updat|last updat|modif|last modif|aktual|mis à jour|mise à jour|maj|actuali|atualiz|última|ultima|aggiorn|änder|"
          + "geänd|letzte änder|bearbeit|zuletzt|stand:|stand |stand der|revis|edited|editado|changed|last chang|güncel|son güncel|"
          + "обновл|изменен|оновл|päivit|uppdat|oppdat|opdat|sist oppdat|senast|bijgewerkt|laatst|gewijzigd|zmodyf|"
          + "ostatni|frissít|módos|更新|修正|수정|cập nhật|تحديث|reviewed|last review|ενημ|pakeist|atnaujin|posodob|izmijen|"
          + "ažurir|muokattu|ændret|sidst|ändrad|endret"), .updated
    ),
    (
      list(
        "accept|receiv|expire|expir|valid|gültig|until|bis:|bis zum|verfügbar bis|jusqu|hasta|fino al|joined|registr|"
          + "member since|mitglied seit|beigetret|dabei seit|born|geboren|geb.|©|(c)|copyright|today is|heute ist|"
          + "current time|current date|aktuelles datum|aktuelle zeit|retriev|accessed|abgerufen|引用|deadline|termin:|event:|event date|"
          + "beginn|starts|ends|last visit|letzter besuch|seit |since |photo|foto:|bild:|anmeld|inscrit|miembro|membre|"
          + "birth|died|gestorben|founded|gegründet|due |closing|signed up|last seen|zuletzt online"), .other
    ),
  ]
}

extension Array where Element == UInt8 {
  /// Where the last word begins that starts with some bytes. Where words are not spelled in Latin letters it may be anywhere.
  fileprivate func lastStart(of word: [UInt8]) -> Int? {
    guard count >= word.count else { return nil }
    let isLatin = word[0] < 0x80
    return (0...count - word.count).last { at in
      self[at] == word[0] && self[at..<at + word.count].elementsEqual(word)
        && (!isLatin || at == 0 || !(97...122 ~= self[at - 1] || self[at - 1] >= 0xC3 && self[at - 1] < 0xE0))
    }
  }
}
