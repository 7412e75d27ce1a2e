// The commonest function words of languages often met in feeds: left out of comparisons, and used to guess a language.

/// Lists by two-letter code, words in lower case.
enum StopWords {
  static let lists: [String: String] = [
    "en": """
    a about above after again against all also am an and any are aren't as at be because been before being below between
    both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each few for from
    further had hadn't has hasn't have haven't having he he'd he'll her here hers herself him himself his how i i'd i'll
    i'm i've if in into is isn't it itself let's me more most mr mrs ms my myself new no nor not of off on once one only
    or other ought our ours ourselves out over own s said same say says she she'd she'll should shouldn't so some such t
    than that the their theirs them themselves then there these they they'd they'll they're they've this those through
    to too two under until up upon very was wasn't we we'd we'll we're we've were weren't what when where which while
    who whom whose why will with won't would wouldn't you you'd you'll you're you've your yours yourself yourselves
    """,
    "de": """
    ab aber als am an auch auf aus bei bis da damit dann das dass dem den denn der des die dies diese dieser doch dort
    du durch ein eine einem einen einer eines er es für gegen habe haben hat hatte hier ich ihm ihn ihr ihre im in ins
    ist ja jetzt kann kein keine man mehr mit nach nicht noch nun nur oder ohne sagte schon sein seine sei seit sich sie
    sind so soll sowie über um und uns unter vom von vor war waren was wegen weil wenn werden wie wieder wird wir wo
    wurde wurden zu zum zur zwischen
    """,
    "fr": """
    à au aussi autre aux avait avant avec avoir ce ces cet cette comme contre d'un d'une dans de depuis des deux dit
    donc du elle en entre est et était été être eu eux fait il ils je l'a la le les leur leurs lors lui mais même moins
    n'a ne ni nos notre nous on ont ou où par pas pendant peut plus pour qu'il quand que qui s'est sa sans se selon ses
    si son sont sous sur tous tout très un une vers vous y
    """,
    "es": """
    a al algo antes ante aunque como con contra cuando de del desde donde dos durante e el ella ellos en entre era es esa
    ese eso esta está este esto estos fue fueron ha había han hasta hay la las le les lo los más me mi muy ni no nos o
    otro otra para pero por porque que qué quien se sea según ser si sí sin sobre son su sus también tan tiene todo
    todos tras un una uno unos y ya
    """,
    "it": """
    a ad ai al alla alle anche ancora che chi ci come con contro cui da dai dal dalla degli dei del della delle dello di
    dopo dove due e è ed era fra gli ha hanno i il in io la le lo loro ma nei nel nella non o ogni per perché più poi
    prima quando quanto questa questo se sei si sono stata stato su sua sul sulla suo suoi tra tutti un una uno
    """,
    "pt": """
    a à ao aos as até com como contra da das de depois do dos e é ela ele eles em entre era essa esse esta está este eu
    foi foram há isso já mais mas mesmo muito na não nas nem no nos num o os ou para pela pelo por porque quando que
    quem se sem ser seu seus só sobre sua suas também tem um uma
    """,
    "nl": """
    aan al als bij dan dat de deze die dit door dus een en er geen haar had heeft hebben hem het hij hoe hun ik in is je
    kan maar me meer met na naar niet nog nu of om onder ook op over te tegen tot tussen uit van veel voor waar was wat
    we werd wie worden wordt zei zich ze zij zijn zo zou zijn
    """,
    "sv": """
    alla att av blev bli de dem den det där då efter ej eller en enligt ett för från får ha hade han har hon i icke in
    inte ja jag kan kommer man med mellan men mot ni nu när och också om på sade sedan sig sin skulle som så till under
    upp ur ut utan var vara vi vid åt är över
    """,
    "da": """
    af alle at blev blive da de dem den denne der deres det dette dig din dog du efter eller en end er et for fra får
    ham han har havde hende hun hvad hvor i ikke ind jeg kan man med meget men mod mellem nu når og også om op over på
    sig siger sin skal som så til ud under var ved vi vil være været
    """,
    "vi": """
    ai bị bởi các cái cho chỉ có còn của cũng cùng do đã đang đây đến để đó được hay hơn khi không là lại lên mà một này
    năm nên nếu người những như nhưng ở qua ra rằng rất sau sẽ tại theo thì thế trên trong trước từ tới và vào vẫn vì
    về việc với
    """,
  ]
}
