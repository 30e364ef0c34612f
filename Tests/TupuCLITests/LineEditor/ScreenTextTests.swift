import Testing

@testable import TupuCLI

@Suite struct ScreenTextTests {
  private func layout(_ text: String, cursor: Int? = nil, width: Int, hint: String = "")
    -> ScreenText
  {
    let characters = Array(text)
    return ScreenText(
      characters, cursor: cursor ?? characters.count, styles: [], prompts: ("> ", ". "),
      hint: hint, width: width)
  }

  @Test func wideCharactersTakeTwoCells() {
    let screen = layout("高砦a", width: 20)
    #expect(screen.rows.map(\.text) == ["> 高砦a"])
    #expect(screen.cursor == (0, 7))
  }

  @Test func aWideCharacterDoesNotStraddleRows() {
    let screen = layout("a高砦", width: 6)
    #expect(screen.rows.map(\.text) == ["> a高", "砦"])
    #expect(screen.cursor == (1, 2))
  }

  @Test func combiningMarksAndEmojiHaveTheirWidths() {
    #expect(layout("e\u{301}x", width: 20).cursor == (0, 4))
    #expect(layout("👨‍👩‍👧x", width: 20).cursor == (0, 5))
  }

  @Test func theCursorGoesToTheNextRowWhenOneIsFull() {
    let screen = layout("abcd", width: 6)
    #expect(screen.rows.map(\.text) == ["> abcd", ""])
    #expect(screen.cursor == (1, 0))
    #expect(layout("abcde", cursor: 4, width: 6).cursor == (1, 0))
  }

  @Test func linesHaveTheirPrompts() {
    let screen = layout("a\nb\n", cursor: 1, width: 20)
    #expect(screen.rows.map(\.text) == ["> a", ". b", ". "])
    #expect(screen.cursor == (0, 3))
  }

  @Test func controlCharactersAreShownAsPictures() {
    #expect(layout("a\u{7}", width: 20).rows.map(\.text) == ["> a␇"])
  }

  @Test func aHintIsCutAtTheEndOfTheRow() {
    #expect(layout("p(", width: 10, hint: "who, place").rows.map(\.text) == ["> p(who, "])
  }

  @Test func aTextLongerThanTheScreenScrollsWithTheCursor() {
    let text = (1...30).map { "\($0)" }.joined(separator: "\n")
    var painter = EditorPainter(Palette(isOn: false), size: (20, 5))
    let end = painter.paint(layout(text, width: 20))
    #expect(end.contains(". 30") && end.contains(". 26") && !end.contains(". 25"))
    let start = painter.paint(layout(text, cursor: 0, width: 20))
    #expect(start.contains("> 1") && start.contains(". 5") && !start.contains(". 6"))
    let all = painter.paint(layout(text, cursor: -1, width: 20), isFinal: true)
    #expect(all.contains("> 1\r\n") && all.contains(". 30"))
  }
}
