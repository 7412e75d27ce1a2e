// A page of any size, made up for measuring.

enum SimulatedPage {
  /// An article's page of about so many bytes, most of them comments by readers.
  static func body(bytes: Int) -> [UInt8] {
    let paragraph = Array(
      """
      <p class="text">The harbour board met on Tuesday and put off the matter of the <b>old crane</b>, which \
      <a href="/crane?part=2&amp;all">nobody wants to pay for</a>, until after the summer.</p>

      """.utf8)
    var page = Array(
      "<!DOCTYPE html><html lang=en><head><title>Crane</title></head><body><article><h1>The crane</h1>".utf8)
    page.reserveCapacity(bytes + 4096)
    for _ in 0..<20 { page += paragraph }
    page += Array("</article><section class=\"comments\">".utf8)
    var number = 0
    while page.count < bytes {
      number += 1
      page += Array("<div class=\"comment\" id=\"c\(number)\"><span class=\"name\">Reader \(number)</span>".utf8)
      page += paragraph
      page += Array("<script>vote(\(number));</script></div>\n".utf8)
    }
    page += Array("</section></body></html>".utf8)
    return page
  }
}
