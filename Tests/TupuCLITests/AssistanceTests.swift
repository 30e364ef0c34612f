import Testing
import Tupu

@testable import TupuCLI

/// Completion, hints and highlighting of statements over a small graph.
@Suite struct AssistanceTests {
  private static let graph: KnowledgeGraph? = {
    let graph = KnowledgeGraph()
    let page = Page(name: "page.txt", text: Workspace.page)
    return (try? graph.importPage(page)) == nil ? nil : graph
  }()

  private var vocabulary: Vocabulary {
    var options = ScriptOptions()
    options.parameters = ["who": .text("陈红民")]
    options.definitions = [SourceText(name: "a", text: "p(X, \"Big Name\") :- market(X).")]
    return Vocabulary(graph: Self.graph, options: options)
  }

  /// The candidates at the bar in a text.
  private func completions(_ text: String) -> [String] {
    let before = Array(text.prefix { $0 != "|" })
    let characters = Array(text.replacing("|", with: ""))
    return Completer(vocabulary: vocabulary).completions(of: characters, cursor: before.count)
      .candidates.map(\.text)
  }

  @Test func statementsBeginWithTheirWordsAndRelations() {
    #expect(completions("ret|") == ["retract "])
    #expect(completions("p(1). de|") == ["deny "])
    #expect(completions("super|") == ["supervised(", "supervisory("])
    #expect(completions("?- sup|").first == "supervised(")
  }

  @Test func whatIsOnlyHeldComesAfterWhatBegins() {
    #expect(completions("?- vised|") == ["supervised("])
  }

  @Test func argumentsAreColumnsVariablesAndValues() {
    #expect(
      completions("?- visited(Who, P, _, _), supervised(|").starts(with: [
        "Who", "P", "who: ", "place: ",
      ]))
    #expect(completions("?- supervised(who: W, pl|") == ["place: "])
    #expect(completions("?- supervised(who: W, |").first == "W")
    #expect(completions("?- entity(X, mar|").isEmpty == true)
    #expect(completions("?- sort(X, mark|") == ["market"])
    #expect(completions("?- holds(陈|") == ["陈红民"])
  }

  @Test func namesAreFoundInTheirMiddleAndQuotedWhereNeeded() {
    #expect(completions("?- supervised(Who, 农贸|") == ["高砦农贸市场"])
    #expect(completions("?- supervised(Who, \"农贸|") == ["高砦农贸市场"])
    #expect(completions("?- p(X, Big|") == ["\"Big Name\""])
  }

  @Test func variablesOfTheStatementAreInScope() {
    #expect(completions("?- market(Place), supervised(Who, Pl|") == ["Place"])
    #expect(completions("q(Old). ?- market(New), district(N|") == ["New"])
    #expect(completions("?- market(Place), district(|), city(Cit)").starts(with: ["Place", "Cit"]))
  }

  @Test func parametersFunctionsAndCommands() {
    #expect(completions("?- supervised($w|") == ["$who"])
    #expect(completions("?- market(M), L = len|") == ["length("])
    #expect(completions(":rel|") == [":relations"])
    #expect(completions(":mode js|") == ["json", "jsonl"])
    #expect(completions(":entity 农贸|").contains("高砦农贸市场"))
    #expect(completions(":schema visi|").contains("visited"))
  }

  @Test func hintsShowWhatIsMissing() {
    let hints = SignatureHint(vocabulary: vocabulary)
    func hint(_ text: String) -> String { hints.hint(for: Array(text)) }
    #expect(hint("?- supervised(") == "who, place)")
    #expect(hint("?- supervised(Who") == ", place)")
    #expect(hint("?- supervised(Who,") == " place)")
    #expect(hint("?- supervised(Who, M") == ")")
    #expect(hint("?- supervised(Who, M)") == "")
    #expect(hint("?(n: substring(T, ") == "from, count)")
    #expect(hint(":help supervised(") == "")
  }

  @Test func stylesTellWhatIsKnown() {
    let highlighter = Highlighter(relations: ["market"])
    let text = "?- market(X), 高砦(Y), not p(\"a\", 1，2) % c"
    let characters = Array(text)
    let styles = highlighter.styles(of: characters, cursor: -1)
    func style(of piece: String) -> TextStyle? {
      guard let range = text.firstRange(of: piece) else { return nil }
      let place = text.distance(from: text.startIndex, to: range.lowerBound)
      return styles.first { $0.range.contains(place) }?.style
    }
    #expect(style(of: "market") == .relation)
    #expect(style(of: "X") == .variable)
    #expect(style(of: "高砦") == nil)
    #expect(style(of: "not") == .keyword)
    #expect(style(of: "\"a\"") == .text)
    #expect(style(of: "1") == .number)
    #expect(style(of: "，") == .error)
    #expect(style(of: "% c") == .comment)
  }

  @Test func bracketsAreMatchedWithinTheirStatement() {
    let brackets = Brackets(TypedText(Array("p(x, {y}). )")))
    #expect(brackets.pair(at: 9) == [1, 8])
    #expect(brackets.pair(at: 5) == [5, 7])
    #expect(brackets.unopened == [11])
  }

  @Test(arguments: HelpTopics.all.map(\.name))
  func examplesOfTheHelpCompile(name: String) {
    guard let topic = HelpTopics.topic(name) else { return }
    let result = ScriptRunner(graph: Self.graph).check(SourceText(name: name, text: topic.example))
    #expect(!result.diagnostics.contains { $0.severity == .error }, "\(result.diagnostics)")
  }
}
