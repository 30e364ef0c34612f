import Testing

@testable import Datalog

@Suite struct FormattingTests {
  private func formatted(_ text: String) -> String {
    ScriptFormatter.format(SourceText(name: "script", text: text)).text
  }

  /// Checks what a text becomes, and that formatting that again changes nothing.
  private func expect(
    _ text: String, _ wanted: String, _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(formatted(text) == wanted, sourceLocation: location)
    #expect(formatted(wanted) == wanted, sourceLocation: location)
  }

  @Test func putsOneStatementOnALine() {
    expect("p( a ,b ) .  q(X):-p(X,_) ,!r( X ).", "p(a, b).\nq(X) :- p(X, _), not r(X).\n")
    expect("  ?-p(X,Y)  .", "?- p(X, Y).\n")
    expect(
      "?( X , n:count( Y ) ):-p(X,Y)order  by n desc,X limit 3.",
      "?(X, n: count(Y)) :- p(X, Y) order by n desc, X limit 3.\n")
    expect("", "")
  }

  @Test func spacesOperators() {
    expect(
      "p(X):-q(X,Y),X*2+ -Y>=- 1,X=(Y-1)mod 3.",
      "p(X) :- q(X, Y), X * 2 + -Y >= -1, X = (Y - 1) mod 3.\n")
    expect("p(T):-q(A),T=A++\"x\"++ text( 1 ).", "p(T) :- q(A), T = A ++ \"x\" ++ text(1).\n")
    expect("p :- mod(1).", "p :- mod(1).\n")
    expect("p(X) :- q(mod), X = mod mod mod.", "p(X) :- q(mod), X = mod mod mod.\n")
  }

  @Test func writesPathsWithoutSpaces() {
    expect(
      "p(X,Y):-part_of  + (X,Y);^ part_of(X,Y);(a|^b) *(X , Y).",
      "p(X, Y) :- part_of+(X, Y) ; ^part_of(X, Y) ; (a | ^b)*(X, Y).\n")
    expect("p(X, Y) :- q+ +(X, Y).", "p(X, Y) :- q+ +(X, Y).\n")
    expect("p(X,Y):-not(a|b)(X,Y),c(X,Y).", "p(X, Y) :- not (a | b)(X, Y), c(X, Y).\n")
  }

  @Test func keepsLiteralsAsTheyAreWritten() {
    expect(
      "p(1_000,1e6,@2018-08-0X,\"a\\u{41}  b\").", "p(1_000, 1e6, @2018-08-0X, \"a\\u{41}  b\").\n")
  }

  @Test func keepsNames() {
    expect("`a b`(?谁):-q(?谁,$who,_x).", "`a b`(?谁) :- q(?谁, $who, _x).\n")
    expect("p(W):-visited(who:W,`on`:_).", "p(W) :- visited(who: W, `on`: _).\n")
    expect("relation v(from:text,to).", "relation v(from: text, to).\n")
    expect("load v from\"a.csv\"without header.", "load v from \"a.csv\" without header.\n")
    expect("p(a,).", "p(a,).\n")
  }

  @Test func breaksLongRules() {
    let long = "a_rather_long_relation_name(Who, Place, When)"
    expect(
      "p(Who) :- \(long), \(long), \(long).",
      "p(Who) :-\n  \(long),\n  \(long),\n  \(long).\n")
    expect(
      "?- \(long), \(long), \(long) order by Who limit 10.",
      "?-\n  \(long),\n  \(long),\n  \(long)\n  order by Who limit 10.\n")
    expect(
      "p(Who) :- \(long), \(long); \(long).",
      "p(Who) :-\n  \(long),\n  \(long)\n;\n  \(long).\n")
  }

  @Test func countsWideCharactersTwice() {
    let fits = String(repeating: "名", count: 24)
    expect(
      "p(X) :- q(X, \(fits)), r(X, \(fits)0).", "p(X) :-\n  q(X, \(fits)),\n  r(X, \(fits)0).\n")
    let body = String(fits.dropLast(12))
    expect("p(X) :- q(X, \(body)), r(X, \(body)0).", "p(X) :- q(X, \(body)), r(X, \(body)0).\n")
  }

  @Test func breaksLongGroups() {
    let long = "a_rather_long_relation_name(Who, Place, When)"
    expect(
      "p(Who) :- q(Who), (\(long), \(long) ; \(long)), r(Who).",
      """
      p(Who) :-
        q(Who),
        (
          \(long),
          \(long)
        ;
          \(long)
        ),
        r(Who).

      """)
    expect(
      "p(Who, N) :- q(Who), N = count { Place, When : \(long), \(long) } + 1.",
      """
      p(Who, N) :-
        q(Who),
        N = count { Place, When :
          \(long),
          \(long)
        } + 1.

      """)
  }

  @Test func leavesLongFactsOnOneLine() {
    let text = String(repeating: "long ", count: 40)
    expect("said( a,\"\(text)\" ).", "said(a, \"\(text)\").\n")
  }

  @Test func keepsBlankLinesBetweenGroups() {
    expect("\n\np(a).\n\n\n\nq(b).\nr(c).\n\n", "p(a).\n\nq(b).\nr(c).\n")
  }

  @Test func keepsCommentsWhereTheyAre() {
    expect(
      "% first\n\n\n%second  \np(a).% why\n  % last",
      "% first\n\n%second\np(a).  % why\n% last\n")
    expect(
      "p(X) :- % head\n q(X) % one\n ,\n % own\n r(X) % two\n .\n% after",
      "p(X) :-  % head\n  q(X),  % one\n  % own\n  r(X).  % two\n% after\n")
    expect(
      "/* a\n   b */\np(/* in */a). /* behind */", "/* a\n   b */\np(/* in */ a).  /* behind */\n")
    expect("/* x */ p(a). /* y */ q(b).", "/* x */ p(a).\n/* y */ q(b).\n")
    expect(
      "p(X) :- (q(X) % one\n ; % or\n r(X)\n % end\n).",
      "p(X) :-\n  (\n    q(X)  % one\n  ;       % or\n    r(X)\n    % end\n  ).\n")
  }

  @Test func alignsCommentsOfConsecutiveLines() {
    expect(
      "p(a). % one\nq(abc). % two\n\nr(abcdef). % three",
      "p(a).    % one\nq(abc).  % two\n\nr(abcdef).  % three\n")
  }

  @Test func alignsExpectedRows() {
    expect(
      "?- p(Who, Place).\n\n%>Who  Place\n%> 高天翼    高砦农贸市场\n%> a   \"x  y\"\n%>  …",
      "?- p(Who, Place).\n%> Who     Place\n%> 高天翼  高砦农贸市场\n%> a       \"x  y\"\n%> …\n")
    expect("?- p(X).  %> (none)", "?- p(X).\n%> (none)\n")
    expect("?- p(X).\n% note\n%!   no relation", "?- p(X).\n% note\n%! no relation\n")
    expect("?- p(A, B).\n%> A B\n%> 1  2", "?- p(A, B).\n%> A B\n%> 1  2\n")
  }

  @Test func keepsExpectedProofs() {
    expect(
      "why p( a ).\n%> p(a)\n%>    by p(a)\n%>    └─ q(a)",
      "why p(a).\n%> p(a)\n%>    by p(a)\n%>    └─ q(a)\n")
  }

  @Test func changesNothingInAScriptWithErrors() {
    for text in [
      "p(a)，q(b).", "p( a", "p( :- q.", "p(\"a).\n q( b ).", "%> stray\np( a ).", "p( a ) q(b).",
    ] {
      let result = ScriptFormatter.format(SourceText(name: "script", text: text))
      #expect(result.text == text)
      #expect(!result.diagnostics.isEmpty)
    }
  }

  @Test func formatsWhatIsWrongOtherwise() {
    expect("p(X):-unknown( X ,Y).", "p(X) :- unknown(X, Y).\n")
  }
}
