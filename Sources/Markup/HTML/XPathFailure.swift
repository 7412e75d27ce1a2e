// Why libxml2 did not evaluate an XPath expression, in words.

internal import CLibXML2
internal import News

enum XPathFailure {
  /// The refusal for an expression and what libxml2 left as its last error.
  static func refusal(_ xpath: String, _ error: xmlError) -> Refusal {
    let code = Int(error.code) - Int(XML_XPATH_EXPRESSION_OK.rawValue)
    if code == Int(XPATH_OP_LIMIT_EXCEEDED.rawValue) {
      return Refusal(
        code: "slow-selector",
        message: "the selector takes too many steps on this page; say more narrowly what it is to look at: \(xpath)")
    }
    let what =
      switch code {
      case Int(XPATH_UNFINISHED_LITERAL_ERROR.rawValue), Int(XPATH_START_LITERAL_ERROR.rawValue):
        "a quote is never closed"
      case Int(XPATH_VARIABLE_REF_ERROR.rawValue), Int(XPATH_UNDEF_VARIABLE_ERROR.rawValue),
        Int(XPATH_FORBID_VARIABLE_ERROR.rawValue):
        "it uses a variable, and there are none"
      case Int(XPATH_INVALID_PREDICATE_ERROR.rawValue): "a condition in […] is not right"
      case Int(XPATH_UNCLOSED_ERROR.rawValue): "a bracket is never closed"
      case Int(XPATH_UNKNOWN_FUNC_ERROR.rawValue): "it calls a function that XPath 1.0 does not have"
      case Int(XPATH_INVALID_ARITY.rawValue): "a function has too many or too few values in its brackets"
      case Int(XPATH_INVALID_TYPE.rawValue): "nodes are needed where something else stands"
      case Int(XPATH_UNDEF_PREFIX_ERROR.rawValue): "it uses a namespace prefix, and there are none in HTML"
      case Int(XPATH_RECURSION_LIMIT_EXCEEDED.rawValue): "it is nested too deeply"
      default: "something is wrong"
      }
    // libxml2 counts bytes up to where it stopped; a position says nothing of what shows only while evaluating.
    let isSyntax = error.str1 != nil && error.int1 > 0 && code != Int(XPATH_UNKNOWN_FUNC_ERROR.rawValue)
    let start = Array(xpath.utf8.prefix(Int(max(0, error.int1))))
    let place = isSyntax ? " at character \(String(decoding: start, as: UTF8.self).unicodeScalars.count + 1)" : ""
    return Refusal(code: "bad-selector", message: "not a valid XPath 1.0 expression: \(xpath): \(what)\(place)")
  }
}
