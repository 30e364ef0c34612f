import Foundation
import Testing

/// The commands of a session, typed into a pipe.
@Suite struct ReplTests {
  private func session(_ lines: String..., graph: Bool = true) throws -> CommandResult {
    let workspace = try Workspace()
    try workspace.write(Workspace.page, to: "page.txt")
    let arguments = graph ? ["repl", "--graph", "page.txt"] : ["repl"]
    return try workspace.run(arguments, input: lines.joined(separator: "\n") + "\n")
  }

  @Test func statementsStayInForce() throws {
    let result = try session("p(1).", "q(X) :- p(Y), X = Y + 1.", "?- q(X).", graph: false)
    #expect(result.output == "X\n2\n")
  }

  @Test func listsRelationsSchemasRulesAndSamples() throws {
    let relations = try session(":relations")
    #expect(relations.lines.contains("supervised(who: text, place: text)"))
    let schema = try session(":schema supervised")
    #expect(schema.output == "relation supervised(who: text, place: text).  % 1 fact\n")
    let rules = try session(":rules supervised", "reach(X) :- market(X).", ":ru reach")
    #expect(rules.output.contains("supervised(who: Who, place: Place) :-"))
    #expect(rules.output.contains("% input 1:1\nreach(X) :- market(X)."))
    let sample = try session(":sample supervised")
    #expect(sample.output == "who     place\n陈红民  高砦农贸市场\n")
    let unknown = try session(":schema supervized")
    #expect(unknown.status == 2)
    #expect(unknown.messages.contains("did you mean 'supervised'?"))
  }

  @Test func tellsAllThatIsKnownOfAName() throws {
    let result = try session(":entity 高砦农贸市场")
    #expect(result.lines.first?.hasPrefix("高砦农贸市场  ") == true)
    #expect(result.lines.first?.contains("market") == true)
    #expect(result.output.contains("supervised(陈红民, 高砦农贸市场)"))
    let near = try session(":entity 高寨农贸市场")
    #expect(near.messages.contains("did you mean '高砦农贸市场'?"))
  }

  @Test func explains() throws {
    let proof = try session(":why supervised(陈红民, _)")
    #expect(proof.output.contains("到长江路街道督导高砦农贸市场整治工作"))
    let not = try session(":whynot supervised(陈红民, 凤凰路)")
    #expect(not.output.contains("does not hold"))
    let plan = try session(":plan supervised(W, M), market(M)")
    #expect(plan.lines.contains { $0.hasSuffix("visited  stated") })
    #expect(plan.lines.contains { $0.hasSuffix("supervised  once, maintained") })
    let profile = try session(":profile supervised(W, M)")
    #expect(profile.lines.contains { $0.hasPrefix("supervised  ") && $0.contains(" · ") })
    #expect(profile.lines.contains { $0.contains("1. visited(Who, Place, Verb, _)") })
    let directed = try session(
      "edge(1, 2). edge(2, 3).", "reach(X, Y) :- edge(X, Y).",
      "reach(X, Z) :- reach(X, Y), edge(Y, Z).", ":profile reach(1, Z)", ":plan reach(1, Z)",
      graph: false)
    #expect(directed.output.contains("as far as it is asked for"))
    #expect(directed.lines.contains { $0.hasSuffix("1. reach(X, Y)   newest rows") })
  }

  @Test func retractsAndUndoes() throws {
    let result = try session(
      "p(1). p(2). p(3).", "retract p(2).", "?(n: sum(X)) :- p(X).", ":undo",
      "?(n: sum(X)) :- p(X).", ":undo", "?- p(X).", graph: false)
    #expect(result.output == "n\n4\n\nn\n6\n")
    #expect(result.messages.contains("no relation is called 'p'"))
    let printed = try session("retract visited(陈红民, _, _, _).", "?- supervised(W, P).")
    #expect(printed.output == "(none)\n")
    let none = try session("p(1).", "retract p(2).", graph: false)
    #expect(none.messages.contains("no stated fact matches p(2)"))
  }

  @Test func whatWasDerivedFollowsWhatIsTyped() throws {
    let result = try session(
      "edge(1, 2). edge(2, 3).", "reach(X, Y) :- edge(X, Y).",
      "reach(X, Z) :- reach(X, Y), edge(Y, Z).", "?- reach(X, Y).", "edge(3, 1).",
      "?(n: count(X, Y)) :- reach(X, Y).", "retract edge(1, 2).", "?- reach(X, Y).",
      "alone(X) :- edge(X, _), not reach(_, X).", "?- alone(X).", ":undo", ":undo",
      "?(n: count(X, Y)) :- reach(X, Y).", "why reach(1, 1).", graph: false)
    #expect(
      result.output.hasPrefix(
        "X  Y\n1  2\n1  3\n2  3\n\nn\n9\n\nX  Y\n2  1\n2  3\n3  1\n\nX\n2\n\nn\n9\n"))
    #expect(result.output.contains("reach(1, 1)"))
  }

  @Test func showsAnswersInEachMode() throws {
    let result = try session(
      "p(高天翼, 1).", ":mode csv", "?- p(X, N).", ":mode json", "?- p(X, N).", ":mode html",
      "?- p(X, N).", ":mode ta", "?- p(X, N).", ":mode nothing", graph: false)
    #expect(result.output.contains("X,N\n高天翼,1\n"))
    #expect(result.output.contains("{\"X\": \"高天翼\", \"N\": 1}"))
    #expect(result.output.contains("<tr><td>高天翼</td><td>1</td></tr>"))
    #expect(result.output.hasSuffix("X       N\n高天翼  1\n"))
    #expect(result.messages.contains("there is no mode 'nothing'"))
  }

  @Test func readsAndWritesFiles() throws {
    let workspace = try Workspace()
    try workspace.write(Workspace.page, to: "page.txt")
    try workspace.write("p(1). include \"more.dl\".", to: "scripts/a.dl")
    try workspace.write("p(2).", to: "scripts/more.dl")
    let input = """
      :read scripts/a.dl
      :output out.txt
      ?- p(X).
      :output
      ?(n: count(X)) :- p(X).
      :import page.txt
      :save g.tupu
      q(1).
      :save typed.dl
      :read none.dl
      """
    let result = try workspace.run(["repl"], input: input + "\n")
    #expect(try workspace.text(of: "out.txt") == "X\n1\n2\n")
    #expect(result.output.contains("n\n2\n"))
    #expect(result.output.contains("page.txt: "))
    #expect(try workspace.text(of: "typed.dl").hasSuffix("q(1).\n"))
    #expect(result.status == 5)
    let saved = try workspace.tupu("query", "?- supervised(W, P).", "--graph", "g.tupu")
    #expect(saved.output.contains("高砦农贸市场"))
    let opened = try workspace.run(["repl"], input: ":open g.tupu\n?- supervised(W, P).\n")
    #expect(opened.output.contains("高砦农贸市场"))
  }

  @Test func keepsParametersAndHelps() throws {
    let result = try session(
      ":param who=陈红民", "?- supervised($who, P).", ":param", ":help aggregate", ":help",
      ":help contains", ":h :mode")
    #expect(result.output.hasPrefix("P\n高砦农贸市场\n$who = \"陈红民\"\naggregate\n"))
    #expect(result.output.contains(":whynot FACT"))
    #expect(result.output.contains("groups by the other columns"))
    #expect(result.output.contains(":mode [MODE]"))
    #expect(result.status == 0)
  }
}
