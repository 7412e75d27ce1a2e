// The words of dates: months in the languages news is written in, halves of the day, zone abbreviations.

/// Words that dates are written with, all in lower case.
enum DateWords {
  /// The month a word means, 1 to 12: a full name in any of the languages below, or an abbreviation of at least three
  /// letters that means one month only.
  static func month(_ word: String) -> Int? { months[word] }

  /// 0 for a word that says "before noon", 12 for one that says "after noon".
  static func dayHalf(_ word: String) -> Int? {
    switch word {
    case "am", "오전", "上午", "午前", "πμ", "ص": 0
    case "pm", "오후", "下午", "午後", "μμ", "م": 12
    default: nil
    }
  }

  /// Minutes east of UTC that a zone's abbreviation stands for. Names for a region's time, as `pt`, are its standard time.
  static func zone(_ word: String) -> Int? { zones[word] }

  /// A line a language, January first; alternatives are separated by `|`.
  private static let names = """
    january february march april may june july august september|sept october november december
    januar|jänner|jän februar|feber märz|mär|maerz|mrz april|apr mai juni juli august september oktober november dezember
    januari februari maart|mrt april mei juni juli augustus september oktober november december
    janvier février|fevrier|fév|fev mars avril|avr mai juin juillet|juil août|aout septembre octobre novembre décembre
    enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre noviembre diciembre|dic
    janeiro fevereiro março|marco abril maio|mai junho julho agosto setembro|set outubro|out novembro dezembro|dez
    gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre|set ottobre|ott novembre dicembre
    januari februari mars april maj juni juli augusti september oktober november december
    januar februar marts april maj juni juli august september oktober november december
    januar februar mars april mai juni juli august september oktober november desember|des
    tammikuu|tammikuuta helmikuu|helmikuuta maaliskuu|maaliskuuta huhtikuu|huhtikuuta toukokuu|toukokuuta \
    kesäkuu|kesäkuuta heinäkuu|heinäkuuta elokuu|elokuuta syyskuu|syyskuuta lokakuu|lokakuuta marraskuu|marraskuuta \
    joulukuu|joulukuuta
    stycznia|styczeń|sty lutego|luty|lut marca|marzec kwietnia|kwiecień|kwi maja|maj czerwca|czerwiec|cze \
    lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz października|październik|paź listopada|listopad|lis \
    grudnia|grudzień|gru
    ledna|leden|led února|únor|úno března|březen|bře dubna|duben|dub května|květen|kvě června|červen|čvn \
    července|červenec|čvc srpna|srpen|srp září|zář října|říjen|říj listopadu|listopad prosince|prosinec|pro
    januára|január februára|február marca|marec apríla|apríl mája|máj júna|jún júla|júl augusta|august septembra \
    októbra|október novembra|november decembra|december
    siječnja|siječanj veljače|veljača ožujka|ožujak travnja|travanj svibnja|svibanj lipnja|lipanj srpnja|srpanj \
    kolovoza|kolovoz rujna|rujan _ studenoga|studeni prosinca|prosinac
    januar februar mart april maj jun jul avgust septembar oktobar novembar decembar
    januar|januarja februar|februarja marec|marca april|aprila maj|maja junij|junija julij|julija avgust|avgusta \
    september|septembra oktober|oktobra november|novembra december|decembra
    január február március április május június július augusztus szeptember|szept október november december
    ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie|oct noiembrie|noi decembrie
    ocak|oca şubat|şub mart nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara
    января|январь|янв февраля|февраль|фев марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн июля|июль|июл \
    августа|август|авг сентября|сентябрь|сен октября|октябрь|окт ноября|ноябрь|ноя декабря|декабрь|дек
    січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|кві травня|травень|тра червня|червень|чер \
    липня|липень|лип серпня|серпень|сер вересня|вересень|вер жовтня|жовтень|жов листопада|листопад|лис грудня|грудень|гру
    януари февруари март април май юни юли август септември октомври ноември декември
    ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ|μάρ απριλίου|απρίλιος|απρ \
    μαΐου|μάιος|μαϊ|μαι|μάι ιουνίου|ιούνιος|ιουν|ιούν ιουλίου|ιούλιος|ιουλ|ιούλ αυγούστου|αύγουστος|αυγ|αύγ \
    σεπτεμβρίου|σεπτέμβριος|σεπ οκτωβρίου|οκτώβριος|οκτ νοεμβρίου|νοέμβριος|νοε|νοέ δεκεμβρίου|δεκέμβριος|δεκ
    يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر
    ינואר|בינואר פברואר|בפברואר מרץ|במרץ אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר \
    אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר
    januari februari maret april mei juni juli agustus|agu september oktober|okt november|nop desember|des
    januari februari mac april mei jun julai ogos|ogo september oktober november disember|dis
    มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม
    gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
    jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember
    janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris
    sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio
    janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember
    """

  private static let months: [String: Int] = {
    var exact: [String: Int] = [:]
    var prefixes: [String: Int] = [:]
    for line in names.split(separator: "\n") {
      for (index, entry) in line.split(separator: " ").enumerated() {
        for name in entry.split(separator: "|") {
          // Where two languages disagree over a whole word the line further up wins.
          if exact[String(name)] == nil { exact[String(name)] = index + 1 }
          for length in 3..<max(3, name.count) {
            let prefix = String(name.prefix(length))
            prefixes[prefix] = prefixes[prefix].map { $0 == index + 1 ? $0 : 0 } ?? index + 1
          }
        }
      }
    }
    // English abbreviations mean what they mean in English, whatever longer word of another language begins so.
    for (index, name) in names.prefix(while: { $0 != "\n" }).split(separator: " ").enumerated() {
      prefixes[String(name.prefix(3))] = index + 1
    }
    return exact.merging(prefixes.filter { $0.value != 0 }) { word, _ in word }
  }()

  private static let zones: [String: Int] = [
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "met": 60, "mez": 60, "wat": 60,
    "cest": 120, "mest": 120, "mesz": 120, "eet": 120, "sast": 120, "cat": 120, "eest": 180, "msk": 180, "eat": 180,
    "trt": 180, "idt": 180, "irst": 210, "msd": 240, "gst": 240, "pkt": 300, "ist": 330, "npt": 345, "wib": 420,
    "ict": 420, "hkt": 480, "sgt": 480, "pht": 480, "awst": 480, "wita": 480, "jst": 540, "kst": 540, "wit": 540,
    "acst": 570, "acdt": 630, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "nst": -210, "ndt": -150,
    "brt": -180, "art": -180, "clst": -180, "adt": -180, "ast": -240, "clt": -240, "edt": -240, "est": -300,
    "et": -300, "cdt": -300, "cst": -360, "ct": -360, "mdt": -360, "mst": -420, "mt": -420, "pdt": -420, "pst": -480,
    "pt": -480, "akdt": -480, "akst": -540, "hst": -600, "at": -240,
  ]
}
