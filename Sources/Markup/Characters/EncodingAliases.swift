// Encodings and spellings that the Encoding Standard does not know but documents name, and the C library reads.

/// What a label means that is none of the standard's. Compared by letters and digits alone: `ISO_8859 1`, `utf8mb4`.
enum EncodingAliases {
  /// The encoding's name: one of the Encoding Standard's, or one of the names in ``libraryNames``.
  static func name(_ label: [UInt8]) -> String? {
    guard label.count <= 40 else { return nil }
    return names[key(label)]
  }

  /// What glibc calls the encodings that the Encoding Standard leaves out, by the name used here.
  static let libraryNames: [String: String] = {
    var out: [String: String] = [:]
    for line in others.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      out[words[0]] = words[1]
    }
    return out
  }()

  /// Whether an encoding is one of IBM's in which even the letters of English have other numbers.
  static func isEBCDIC(_ name: String) -> Bool { name.hasPrefix("ebcdic-") }

  private static func key(_ label: [UInt8]) -> String {
    let kept = label.filter { (97...122).contains($0 | 32) || (48...57).contains($0) }
    return String(decoding: kept.map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 }, as: UTF8.self)
  }

  private static let names: [String: String] = {
    var out: [String: String] = [:]
    func add(_ label: String, _ name: String) {
      let key = key(Array(label.utf8))
      if out[key] == nil, !key.isEmpty { out[key] = name }
    }
    for (label, name) in EncodingLabel.all { add(label, name) }
    for line in spellings.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      for word in words { add(word, words[0]) }
    }
    for page in 1250...1258 {
      for prefix in ["win", "ansi", "ms", "wincp"] { add("\(prefix)\(page)", "windows-\(page)") }
    }
    for line in others.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      for word in words { add(word, words[0]) }
    }
    return out
  }()

  /// A line an encoding of the standard, with spellings it does not list.
  private static let spellings = """
    utf-8 utf-8n utf8mb3 utf8mb4 utf-8-sig utf-8-bom cesu-8 utf
    windows-1252 ansi latin iso-latin-1 8859-1 iso8859 iso-8859 cp28591 x-ansi
    iso-8859-2 iso-latin-2 8859-2
    iso-8859-5 8859-5
    iso-8859-7 8859-7
    windows-1254 8859-9 iso-latin-5
    iso-8859-15 latin9 latin-9 8859-15 iso-latin-9
    iso-8859-16 latin10 l10 iso_8859-16:2001 iso-ir-226
    iso-8859-14 latin8 l8 iso_8859-14:1998 iso-ir-199 iso-celtic
    iso-8859-13 latin7 l7 iso-ir-179
    gbk cp936 ms936 windows-936 x-mswin-936 euc-cn gb2312-80 simplified-chinese gb-2312 cn-gb
    gb18030 gb18030-2000 gb18030-2005 gb18030-2022
    big5 cp950 ms950 windows-950 x-windows-950 big5-eten traditional-chinese big5hk
    shift_jis cp932 windows-932 x-ms-cp932 sjis-win shift-jisx0208 mskanji
    euc-jp eucjp-ms eucjp-win cp51932 ujis x-eucjp-open
    iso-2022-jp iso-2022-jp-1 iso-2022-jp-2 iso-2022-jp-3 iso-2022-jp-ms cp50220 cp50221 cp50222 jis jis7
    euc-kr cp949 ms949 x-windows-949 uhc cp51949 ks_x_1001 ksx1001 wansung
    ibm866 ibm-866 dos-866 alt
    koi8-r koi-8-r koi8r
    koi8-u koi-8-u
    windows-874 cp874 x-windows-874 tis620-2533
    macintosh macroman mac-roman x-macroman apple-roman
    x-mac-cyrillic mac-cyrillic x-mac-uk
    utf-16le utf16 utf-16-le ucs2
    utf-16be utf-16-be ucs-2be
    utf-32le utf-32 utf32 ucs-4 ucs4 utf-32-le iso-10646-ucs-4 ucs-4le
    utf-32be utf-32-be ucs-4be
    """

  /// A line an encoding that only the C library knows: the name here, its name there, other labels.
  private static let others = """
    hz-gb-2312 HZ hz
    iso-2022-kr ISO-2022-KR csiso2022kr
    iso-2022-cn ISO-2022-CN iso-2022-cn-ext
    utf-7 UTF-7 unicode-1-1-utf-7 csunicode11utf7
    johab JOHAB cp1361 ms1361 x-johab
    euc-tw EUC-TW x-euc-tw cns11643
    shift_jisx0213 SHIFT_JISX0213 shift_jis-2004
    euc-jisx0213 EUC-JISX0213 euc-jis-2004
    ibm437 CP437 437 cspc8codepage437
    ibm737 CP737 737
    ibm775 CP775 775 cspc775baltic
    ibm850 CP850 850 cspc850multilingual
    ibm852 CP852 852 cspcp852
    ibm855 CP855 855
    ibm857 CP857 857
    ibm858 CP858 858 ccsid00858 cspc858multilingual
    ibm860 CP860 860
    ibm861 CP861 861 cp-is
    ibm862 CP862 862 dos-862 cspc862latinhebrew
    ibm863 CP863 863
    ibm864 CP864 864
    ibm865 CP865 865
    ibm869 CP869 869 cp-gr
    hp-roman8 HP-ROMAN8 roman8 r8
    x-mac-ce MAC-CENTRALEUROPE maccentraleurope mac-latin2 macce x-mac-centraleurroman
    x-mac-icelandic MAC-IS maciceland
    viscii VISCII csviscii
    tcvn TCVN5712-1 tcvn-5712 x-viet-tcvn
    armscii-8 ARMSCII-8
    georgian-ps GEORGIAN-PS
    georgian-academy GEORGIAN-ACADEMY
    koi8-t KOI8-T
    ptcp154 PT154 pt154 cp154 cyrillic-asian csptcp154
    kz-1048 RK1048 strk1048-2002 rk1048
    ebcdic-037 IBM037 cp037 ibm037 ebcdic-cp-us ebcdic-cp-ca ebcdic-cp-nl ebcdic-cp-wt csibm037 ebcdic
    ebcdic-273 IBM273 cp273 ibm273 csibm273
    ebcdic-277 IBM277 cp277 ibm277 ebcdic-cp-dk ebcdic-cp-no
    ebcdic-278 IBM278 cp278 ibm278 ebcdic-cp-fi ebcdic-cp-se
    ebcdic-280 IBM280 cp280 ibm280 ebcdic-cp-it
    ebcdic-284 IBM284 cp284 ibm284 ebcdic-cp-es
    ebcdic-285 IBM285 cp285 ibm285 ebcdic-cp-gb
    ebcdic-297 IBM297 cp297 ibm297 ebcdic-cp-fr
    ebcdic-420 IBM420 cp420 ibm420 ebcdic-cp-ar1
    ebcdic-424 IBM424 cp424 ibm424 ebcdic-cp-he
    ebcdic-500 IBM500 cp500 ibm500 ebcdic-cp-be ebcdic-cp-ch
    ebcdic-870 IBM870 cp870 ibm870 ebcdic-cp-roece ebcdic-cp-yu
    ebcdic-871 IBM871 cp871 ibm871 ebcdic-cp-is
    ebcdic-875 IBM875 cp875 ibm875
    ebcdic-1026 IBM1026 cp1026 ibm1026
    ebcdic-1047 IBM1047 cp1047 ibm1047
    ebcdic-1140 IBM1140 cp1140 ibm1140 ebcdic-us-37+euro
    ebcdic-1141 IBM1141 cp1141 ibm1141
    ebcdic-1142 IBM1142 cp1142 ibm1142
    ebcdic-1143 IBM1143 cp1143 ibm1143
    ebcdic-1144 IBM1144 cp1144 ibm1144
    ebcdic-1145 IBM1145 cp1145 ibm1145
    ebcdic-1146 IBM1146 cp1146 ibm1146
    ebcdic-1147 IBM1147 cp1147 ibm1147
    ebcdic-1148 IBM1148 cp1148 ibm1148
    ebcdic-1149 IBM1149 cp1149 ibm1149
    """
}
