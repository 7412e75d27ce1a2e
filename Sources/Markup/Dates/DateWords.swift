// The words of dates that are no months: halves of the day, clock words, eras, and zone abbreviations.

/// Words that dates are written with, all in lower case.
enum DateWords {
  /// 0 for a word that says "before noon", 12 for one that says "after noon".
  static func dayHalf(_ word: String) -> Int? {
    switch word {
    case "am", "오전", "上午", "午前", "凌晨", "早上", "πμ", "ص", "öö": 0
    case "pm", "오후", "下午", "午後", "晚上", "中午", "μμ", "م", "ös": 12
    default: nil
    }
  }

  /// Words of East Asia that stand before the hour when they mean a half of the day.
  static func leads(_ word: String) -> Bool {
    word.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false
  }

  /// Whether a word after a number makes it an hour: `14h`, `9 Uhr`, `9時`.
  static func isHour(_ word: String) -> Bool { ["h", "uhr", "u", "時", "时", "點", "点", "시"].contains(word) }
  /// Whether a word after a number makes it minutes.
  static func isMinute(_ word: String) -> Bool { ["分", "분", "min", "m"].contains(word) }
  /// Whether a word after a number makes it seconds.
  static func isSecond(_ word: String) -> Bool { ["秒", "초", "s"].contains(word) }
  /// Whether a word after a number makes it a year, a month or a day.
  static func isDayPart(_ word: String) -> Bool {
    ["年", "月", "日", "号", "號", "년", "월", "일"].contains(word)
  }

  /// The year before the first of an era of East Asia.
  static func era(_ word: String) -> Int? {
    switch word {
    case "令和": 2018
    case "平成": 1988
    case "昭和": 1925
    case "民國", "民国": 1911
    default: nil
    }
  }

  /// Whether a word is one that English dates have: between numbers separated by slashes it says nothing of their order.
  static func isEnglish(_ word: String) -> Bool {
    word.utf8.count <= 2 && word.utf8.allSatisfy { $0 < 0x80 } || englishWords.contains(word) || zone(word) != nil
      || ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].contains { word.hasPrefix($0) }
  }
  private static let englishWords: Set<String> = [
    "date", "posted", "published", "updated", "modified", "created", "last", "the", "and", "time",
  ]

  /// Minutes east of UTC that a zone's abbreviation stands for. Names for a region's time, as `pt`, are its standard time;
  /// of several meanings the one met most in feeds counts. Single letters other than `z` say nothing, because RFC 822
  /// had them the wrong way round (RFC 5322 section 4.3).
  static func zone(_ word: String) -> Int? { zones[word] }

  private static let zones: [String: Int] = [
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "egst": 0, "west": 60, "bst": 60, "cet": 60, "met": 60, "mez": 60,
    "wat": 60, "cest": 120, "mest": 120, "mesz": 120, "eet": 120, "sast": 120, "cat": 120, "eest": 180, "msk": 180,
    "мск": 180, "eat": 180, "trt": 180, "idt": 180, "irst": 210, "msd": 240, "gst": 240, "samt": 240, "azt": 240,
    "irdt": 270, "aft": 270, "pkt": 300, "yekt": 300, "uzt": 300, "tmt": 300, "ist": 330, "npt": 345, "omst": 360,
    "almt": 360, "mmt": 390, "wib": 420, "ict": 420, "krat": 420, "novt": 420, "hkt": 480, "sgt": 480, "myt": 480,
    "pht": 480, "awst": 480, "wita": 480, "irkt": 480, "ulat": 480, "jst": 540, "kst": 540, "wit": 540,
    "yakt": 540, "acst": 570, "acdt": 630, "aest": 600, "chst": 600, "vlat": 600, "aedt": 660, "magt": 660, "nzst": 720,
    "pett": 720, "nzdt": 780, "nst": -210, "ndt": -150, "brt": -180, "art": -180, "clst": -180, "adt": -180,
    "uyt": -180, "brst": -120, "ast": -240, "clt": -240, "bot": -240, "vet": -240, "edt": -240, "est": -300,
    "et": -300, "cot": -300, "pet": -300, "ect": -300, "cdt": -300, "cst": -360, "ct": -360, "mdt": -360, "mst": -420,
    "mt": -420, "pdt": -420, "pst": -480, "pt": -480, "akdt": -480, "akst": -540, "hdt": -540, "hst": -600, "sst": -660,
    "at": -240,
  ]
}
