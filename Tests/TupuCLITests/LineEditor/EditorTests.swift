import Testing

@testable import TupuCLI

/// What keys do to the text; statements end at a full stop here, and words come from a list.
@Suite struct EditorTests {
  private struct Assistant: EditAssistant {
    var words: [String] = []

    func isComplete(_ text: String) -> Bool { text.isEmpty || text.hasSuffix(".") }
    func styles(of text: [Character], cursor: Int) -> [StyledRange] { [] }
    func hint(for text: [Character]) -> String { "" }

    func completions(of text: [Character], cursor: Int) -> CompletionList {
      let start = text[..<cursor].lastIndex(of: " ").map { $0 + 1 } ?? 0
      let typed = String(text[start..<cursor])
      return CompletionList(
        range: start..<cursor,
        candidates: words.filter { $0.contains(typed) }.map { .init(text: $0, label: $0) })
    }
  }

  private var editor = Editor(history: InputHistory())
  private var assistant = Assistant()

  /// Presses keys; the text with a bar at the cursor.
  private mutating func press(_ keys: Key...) -> String {
    for key in keys { _ = editor.press(key, assistant) }
    return shown
  }

  private var shown: String {
    let buffer = editor.buffer
    return buffer.textBeforeCursor + "|" + String(buffer.characters[buffer.cursor...])
  }

  private static func control(_ letter: Character) -> Key { .control(letter) }

  @Test mutating func movesByCharactersNotBytes() {
    #expect(press(.text("高砦e\u{301}👨‍👩‍👧"), .left, .left) == "高砦|e\u{301}👨‍👩‍👧")
    #expect(press(.backspace, .delete) == "高|👨‍👩‍👧")
  }

  @Test mutating func aCombiningMarkJoinsTheCharacterBefore() {
    #expect(press(.text("e"), .text("\u{301}"), .backspace) == "|")
  }

  @Test mutating func movesByWordsAndLines() {
    #expect(press(.text("p(X, 高砦) :-\nq(Y)")) == "p(X, 高砦) :-\nq(Y)|")
    #expect(press(.wordLeft, .wordLeft, .wordLeft) == "p(X, |高砦) :-\nq(Y)")
    #expect(press(.control("e")) == "p(X, 高砦) :-|\nq(Y)")
    #expect(press(.control("a"), .wordRight) == "p|(X, 高砦) :-\nq(Y)")
    #expect(press(.meta(">"), .meta("<")) == "|p(X, 高砦) :-\nq(Y)")
  }

  @Test mutating func cutsAndYanks() {
    #expect(press(.text("ab cd ef"), .control("w"), .control("w")) == "ab |")
    #expect(press(.control("y")) == "ab cd ef|")
    #expect(press(.control("a"), .control("k")) == "|")
    #expect(press(.control("y")) == "ab cd ef|")
    #expect(press(.meta("y")) == "cd ef|")
    #expect(press(.meta("b"), .meta("d"), .control("u")) == "|")
    #expect(press(.control("y")) == "cd ef|")
  }

  @Test mutating func swapsCharacters() {
    #expect(press(.text("acb"), .control("t")) == "abc|")
    #expect(press(.home, .control("t")) == "|abc")
  }

  @Test mutating func undoesAndRedoes() {
    #expect(press(.text("a"), .text("b"), .left, .text("c")) == "ac|b")
    #expect(press(.control("_")) == "a|b")
    #expect(press(.control("_")) == "|")
    #expect(press(.meta("_")) == "a|b" || shown == "ab|")
    #expect(press(.control("_"), .control("_")) == "|")
  }

  @Test mutating func enterHandsInOrGoesOn() {
    #expect(press(.text("p(1)"), .enter) == "p(1)\n|")
    #expect(editor.press(.text("."), assistant) == .edited)
    #expect(editor.press(.enter, assistant) == .accepted("p(1)\n."))
    #expect(press(.lineBreak) == "p(1)\n.\n|")
  }

  @Test mutating func arrowsMoveInTheStatementBeforeTheHistory() {
    editor = Editor(history: InputHistory(["first.", "second,\nthird."]))
    #expect(press(.text("new"), .up) == "second,\nthird.|")
    #expect(press(.up) == "second|,\nthird.")
    #expect(press(.up) == "first.|")
    #expect(editor.press(.up, assistant) == .refused)
    #expect(press(.down) == "second,\nthird.|")
    #expect(press(.down) == "new|")
  }

  @Test mutating func searchesTheHistory() {
    editor = Editor(history: InputHistory(["?- p(高砦).", "?- q(X).", "?- p(Y)."]))
    #expect(press(.text("draft"), .control("r"), .text("p")) == "draft|")
    #expect(editor.search?.result.text == "?- p(Y).")
    #expect(press(.control("r"), .right) == "?- p|(高砦).")
    #expect(press(.control("_")) == "draft|")
    #expect(press(.control("r"), .text("none"), .control("g")) == "draft|")
    #expect(editor.search == nil)
    #expect(press(.control("r"), .text("qq")) == "draft|")
    #expect(editor.search?.isFailing == true)
    #expect(press(.backspace, .escape) == "?- |q(X).")
  }

  @Test mutating func pastesLinesWithoutHandingIn() {
    #expect(press(.paste("p(1).\r\np(2).\r\tq\u{1B}[31m(3).")) == "p(1).\np(2).\n  q[31m(3).|")
  }

  @Test mutating func completesToWhatAllShare() {
    assistant.words = ["market", "marketing"]
    #expect(press(.text("x ma"), .tab) == "x market|")
    #expect(editor.menu != nil)
    #expect(press(.tab, .tab) == "x marketing|")
    #expect(press(.tab) == "x market|")
    #expect(press(.escape) == "x market|")
    assistant.words = ["高砦农贸市场"]
    #expect(press(.text(" 农贸"), .tab) == "x market 高砦农贸市场|")
    #expect(press(.control("_")) == "x market 农贸|")
  }

  @Test mutating func leavesTheMenuWithOtherKeys() {
    assistant.words = ["ab", "ac"]
    #expect(press(.text("a"), .tab, .tab, .enter) == "ab|")
    #expect(editor.menu == nil)
    #expect(press(.backspace, .tab, .backTab, .text("!")) == "ac!|")
    #expect(press(.control("u"), .text("a"), .tab, .tab, .escape) == "a|")
  }

  @Test mutating func tellsWhatTheCallerHasToDo() {
    #expect(editor.press(.control("c"), assistant) == .interrupted)
    #expect(editor.press(.control("d"), assistant) == .ended)
    #expect(editor.press(.control("z"), assistant) == .suspended)
    #expect(editor.press(.control("l"), assistant) == .cleared)
    #expect(press(.text("a"), .left, .control("d")) == "|")
    #expect(editor.press(.backspace, assistant) == .refused)
  }
}
