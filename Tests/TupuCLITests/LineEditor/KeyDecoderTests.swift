import Testing

@testable import TupuCLI

@Suite struct KeyDecoderTests {
  private func keys(_ text: String) -> [Key] {
    var decoder = KeyDecoder()
    return decoder.feed(text.utf8) + decoder.flush()
  }

  @Test(arguments: [
    ("a", Key.text("a")), ("高", .text("高")), ("👨‍👩‍👧", .text("👨‍👩‍👧")), ("\r", .enter), ("\n", .enter),
    ("\t", .tab), ("\u{7F}", .backspace), ("\u{1}", .control("a")), ("\u{1F}", .control("_")),
    ("\u{1B}", .escape), ("\u{1B}b", .meta("b")), ("\u{1B}\r", .lineBreak),
    ("\u{1B}\u{7F}", .meta("\u{7F}")), ("\u{1B}[A", .up), ("\u{1B}OA", .up),
    ("\u{1B}[1;5C", .wordRight),
    ("\u{1B}[1;3D", .wordLeft), ("\u{1B}[H", .home), ("\u{1B}[4~", .end), ("\u{1B}[3~", .delete),
    ("\u{1B}[Z", .backTab), ("\u{1B}[200~a\nb\u{1B}[201~", .paste("a\nb")),
    ("\u{1B}[99;99u", .unknown),
  ])
  func decodes(text: String, key: Key) { #expect(keys(text) == [key]) }

  @Test func bytesMayComeOneByOne() {
    let text = "高x\u{1B}[1;5C\u{1B}[200~行\u{1B}[1mé\r\n\u{1B}[201~\u{1B}d\r"
    var decoder = KeyDecoder()
    var apart: [Key] = []
    for byte in text.utf8 { apart += decoder.feed([byte]) }
    #expect(
      apart == [
        .text("高"), .text("x"), .wordRight, .paste("行\u{1B}[1mé\r\n"), .meta("d"), .enter,
      ])
    #expect(!decoder.isWaiting)
  }

  @Test func escapeWaitsForWhatFollows() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]).isEmpty)
    #expect(decoder.isWaiting)
    #expect(decoder.flush() == [.escape])
    #expect(decoder.flush().isEmpty)
  }

  @Test func brokenBytesAreOneUnknownKey() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0xFF, 0x61]) == [.unknown, .text("a")])
  }
}
