// The names of the months in the languages news is written in.

/// Month names, all in lower case.
enum DateMonths {
  /// The month a word means, 1 to 12: a full name in any of the languages below, or an abbreviation of at least three
  /// letters that means one month only.
  static func month(_ word: String) -> Int? { months[word] }

  /// The month that two words mean together: the Levant has a first and a second Kanun and Tishrin.
  static func month(_ word: String, _ next: String) -> Int? {
    switch (word, next) {
    case ("تشرين", "الأول"), ("تشرين", "الاول"): 10
    case ("تشرين", "الثاني"): 11
    case ("كانون", "الأول"), ("كانون", "الاول"): 12
    case ("كانون", "الثاني"): 1
    default: nil
    }
  }

  /// The month of the Persian solar calendar that a word means, 1 to 12.
  static func persian(_ word: String) -> Int? { persianMonths[word] }

  /// A line a language, January first; alternatives are separated by `|`, `_` stands for a name that is left out.
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
    kolovoza|kolovoz rujna|rujan _ studenoga|studenog|studeni prosinca|prosinac
    januar februar mart april maj jun jul avgust septembar oktobar novembar decembar
    јануар|јануара фебруар|фебруара март|марта април|априла мај|маја јун|јуна јул|јула август|августа септембар|септембра \
    октобар|октобра новембар|новембра децембар|децембра
    јануари февруари март април мај јуни јули август септември октомври ноември декември
    januar|januarja februar|februarja marec|marca april|aprila maj|maja junij|junija julij|julija avgust|avgusta \
    september|septembra oktober|oktobra november|novembra december|decembra
    január február március április május június július augusztus szeptember|szept október november december
    ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie|oct noiembrie|noi decembrie
    ocak|oca şubat|şub mart nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara
    января|январь|янв февраля|февраль|фев марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн июля|июль|июл \
    августа|август|авг сентября|сентябрь|сен октября|октябрь|окт ноября|ноябрь|ноя декабря|декабрь|дек
    січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|кві травня|травень|тра червня|червень|чер \
    липня|липень|лип серпня|серпень|сер вересня|вересень|вер жовтня|жовтень|жов листопада|листопад|лис грудня|грудень|гру
    студзеня|студзень|сту лютага|люты|лют сакавіка|сакавік|сак красавіка|красавік|кра траўня|мая|май чэрвеня|чэрвень|чэр \
    ліпеня|ліпень|ліп жніўня|жнівень|жні верасня|верасень|вер кастрычніка|кастрычнік|кас лістапада|лістапад|ліс \
    снежня|снежань|сне
    януари февруари март април май юни юли август септември октомври ноември декември
    қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
    ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ|μάρ απριλίου|απρίλιος|απρ \
    μαΐου|μάιος|μαϊ|μαι|μάι ιουνίου|ιούνιος|ιουν|ιούν ιουλίου|ιούλιος|ιουλ|ιούλ αυγούστου|αύγουστος|αυγ|αύγ \
    σεπτεμβρίου|σεπτέμβριος|σεπ οκτωβρίου|οκτώβριος|οκτ νοεμβρίου|νοέμβριος|νοε|νοέ δεκεμβρίου|δεκέμβριος|δεκ
    يناير فبراير مارس أبريل|ابريل|إبريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر
    جانفي فيفري مارس أفريل|افريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر
    يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر
    _ شباط آذار|اذار نيسان أيار|ايار حزيران تموز آب أيلول|ايلول _ _ _
    ژانویه|ژانویهٔ فوریه|فوریهٔ مارس آوریل مه ژوئن ژوئیه|ژوئیهٔ|جولای اوت|آگوست سپتامبر اکتبر نوامبر دسامبر
    جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
    ינואר|בינואר פברואר|בפברואר מרץ|במרץ אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר \
    אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר
    जनवरी फ़रवरी|फरवरी|फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर
    जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर
    জানুয়ারি|জানুয়ারি|জানুয়ারী ফেব্রুয়ারি|ফেব্রুয়ারি|ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর
    ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்
    januari februari maret april mei juni juli agustus|agu september oktober|okt november|nop desember|des
    januari februari mac april mei jun julai ogos|ogo september oktober november disember|dis
    enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre
    มกราคม|มค กุมภาพันธ์|กพ มีนาคม|มีค เมษายน|เมย พฤษภาคม|พค มิถุนายน|มิย กรกฎาคม|กค สิงหาคม|สค กันยายน|กย ตุลาคม|ตค \
    พฤศจิกายน|พย ธันวาคม|ธค
    gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
    xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro
    urtarrila|urtarrilak otsaila|otsailak martxoa|martxoak apirila|apirilak maiatza|maiatzak ekaina|ekainak \
    uztaila|uztailak abuztua|abuztuak iraila|irailak urria|urriak azaroa|azaroak abendua|abenduak
    jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember
    janvāris|janvārī februāris|februārī marts|martā aprīlis|aprīlī maijs|maijā jūnijs|jūnijā jūlijs|jūlijā augusts|augustā \
    septembris|septembrī oktobris|oktobrī novembris|novembrī decembris|decembrī
    sausio|sausis vasario|vasaris kovo|kovas balandžio|balandis gegužės|gegužė birželio|birželis liepos|liepa \
    rugpjūčio|rugpjūtis rugsėjo|rugsėjis spalio|spalis lapkričio|lapkritis gruodžio|gruodis
    janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember
    janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor
    yanvar fevral mart aprel may iyun iyul avqust|avgust sentyabr oktyabr noyabr dekabr
    იანვარი|იანვარს თებერვალი|თებერვალს მარტი|მარტს აპრილი|აპრილს მაისი|მაისს ივნისი|ივნისს ივლისი|ივლისს \
    აგვისტო|აგვისტოს სექტემბერი|სექტემბერს ოქტომბერი|ოქტომბერს ნოემბერი|ნოემბერს დეკემბერი|დეკემბერს
    հունվարի|հունվար փետրվարի|փետրվար մարտի|մարտ ապրիլի|ապրիլ մայիսի|մայիս հունիսի|հունիս հուլիսի|հուլիս \
    օգոստոսի|օգոստոս սեպտեմբերի|սեպտեմբեր հոկտեմբերի|հոկտեմբեր նոյեմբերի|նոյեմբեր դեկտեմբերի|դեկտեմբեր
    """

  private static let months: [String: Int] = {
    var exact: [String: Int] = [:]
    var prefixes: [String: Int] = [:]
    for line in names.split(separator: "\n") {
      for (index, entry) in line.split(separator: " ").enumerated() where entry != "_" {
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

  private static let persianMonths: [String: Int] = {
    let lines = [
      "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
      "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand",
    ]
    var out: [String: Int] = [:]
    for line in lines { for (index, name) in line.split(separator: " ").enumerated() { out[String(name)] = index + 1 } }
    return out
  }()
}
