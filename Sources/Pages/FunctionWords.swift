// The most frequent small words of languages in Latin letters: what tells most of them apart after a sentence or two.

enum FunctionWords {
  private static let lists: [(language: String, words: String)] = [
    (
      "en",
      "the of and to in is that for it with was on as are by this be from at have not they which he his but has were"
    ),
    (
      "de",
      "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über"
    ),
    (
      "fr",
      "de la le et les des en un du une que est pour qui dans par au plus pas sur ce il sont avec se ne son cette ont mais aux été"
    ),
    (
      "es",
      "de la que el en y los del se las por un para con no una su al lo como más pero sus le ya fue este ha sí porque son entre está"
    ),
    (
      "pt",
      "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito são também pelo"
    ),
    (
      "it",
      "di e il la che in un è per una non sono con del si da al le i della ha dei più nel alla gli anche come ma lo delle nella su"
    ),
    (
      "nl",
      "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij uit nog door naar heeft hij worden over wordt deze"
    ),
    (
      "sv",
      "och att det i en på är som för av med till den har de inte om ett han men var jag sig från vi så kan när år under också"
    ),
    (
      "da",
      "og i at det er en til på som for med den af de har ikke der et han om var vi jeg men sig fra kan så efter blev også mere"
    ),
    (
      "nb",
      "og i det er på som en til for med at av den har de ikke om et han men var jeg seg fra vi så kan etter ble også skal mot"
    ),
    (
      "fi",
      "ja on ei että se oli ovat myös kun mutta hän ole joka sen ollut kuin tai niin jos sitä siitä mukaan vain nyt"
    ),
    (
      "pl",
      "w i na z się do nie jest to że o jak a po co od za ale przez dla tak są było był jego które oraz który tylko"
    ),
    (
      "cs",
      "a se v na je že o s z do i to za pro ve by ale jsou jako po od jeho byl bude které který nebo tak než také při"
    ),
    (
      "sk", "a sa v na je že s o z do aj to za pre by ale sú ako po od jeho bol bude ktoré ktorý alebo tak už pri podľa"
    ),
    ("hu", "a az és hogy nem is egy meg ez de van csak már még mint el volt azt ha lehet ami kell szerint után"),
    ("ro", "de și în a la cu că o pe nu din un se care pentru mai este sunt fi ca sau după dar fost lui ale prin"),
    ("tr", "ve bir bu da de için ile olarak çok daha en gibi olan kadar sonra ancak ise göre her ne var olduğunu"),
    (
      "id",
      "yang dan di dengan untuk ini dari dalam tidak itu pada ke akan juga adalah karena oleh kata mereka saat telah"
    ),
    ("vi", "và của là có được cho không trong một với các người những này đã ở từ khi đến về như"),
    ("hr", "i je u na se da za od su s to koji a kao ne će ali o iz bi što nije te po samo koja"),
    ("sl", "in je v na se da za so pri s pa ki z tudi ne kot bi po od iz bo ali še"),
    ("lt", "ir kad yra su iš to į tai kaip bet buvo už nuo ar jis taip pat apie jo per"),
    ("lv", "un ir ka no ar par uz tas bet kas arī pēc pie tika lai nav viņš kā tā"),
    ("et", "ja on ei et see oli ka kui mis seda aga tema oma siis või kes mida olid selle"),
    ("sq", "të e në dhe që për me një nga është se si nuk por më ka tek do janë"),
    ("ca", "de la i a el que en les els per un amb del una és al no es dels més com ha són aquest però seva"),
    ("eu", "eta da ez bat dira zen baina ere du dute bere egin izan hau gabe"),
    ("ga", "an na ar agus le go is a i do sé bhí ní sin ag tá"),
    ("cy", "yn y a i o ar mae ac wedi bod ei yr eu am gan"),
    ("sw", "ya na wa kwa ni za katika la kuwa hiyo huo kama cha pia"),
    ("af", "die van en in is dat het nie vir met op te om hy was sy ook wat aan sal word"),
    ("is", "og að í á er sem til var um en við með ekki það hann fyrir af hefur"),
    ("tl", "ang ng sa na mga at ay ni kay para hindi ito siya nang"),
    ("xh", "uba ukuba kwaye kunye kodwa ngoko le yi aba"), ("zu", "ukuthi futhi kanye kodwa uma lo le ngoba"),
  ]

  static let languages = lists.map(\.language)

  /// The languages that have a word, a bit each: open addressing by the hash of its lower-case form.
  private static let table: [(hash: UInt64, languages: UInt64)] = {
    var table = [(hash: UInt64, languages: UInt64)](repeating: (0, 0), count: mask + 1)
    for (index, list) in lists.enumerated() {
      for word in list.words.utf8.split(separator: 32) {
        let hash = word.reduce(seed) { step($0, $1) }
        var slot = slot(of: hash)
        while table[slot].languages != 0, table[slot].hash != hash { slot = (slot + 1) & mask }
        table[slot] = (hash, table[slot].languages | 1 << UInt64(index))
      }
    }
    return table
  }()
  private static let mask = 4095
  private static func slot(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 40 ^ hash) & mask }

  /// The languages, a bit each, that have the word of a hash.
  static func languages(of hash: UInt64) -> UInt64 {
    var slot = slot(of: hash)
    while table[slot].languages != 0 {
      if table[slot].hash == hash { return table[slot].languages }
      slot = (slot + 1) & mask
    }
    return 0
  }

  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  /// A byte more of a word's hash (FNV-1a); letters of ASCII in lower case.
  static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte >= 65 && byte <= 90 ? byte | 32 : byte)) &* 0x100_0000_01b3
  }
}
