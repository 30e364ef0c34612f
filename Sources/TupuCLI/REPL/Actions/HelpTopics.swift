/// A construct of the language: what it is for, and statements to try.
struct HelpTopic: Sendable {
  let name: String
  /// Other words for which it is found.
  var words: [String] = []
  let meaning: String
  /// A script that compiles with any graph.
  let example: String

  func lines(_ style: Style) -> [String] {
    [style.bold(name), "  \(meaning)", ""]
      + example.split(separator: "\n").map { "  \($0)" }
  }
}

/// The constructs of the language.
enum HelpTopics {
  static func topic(_ word: String) -> HelpTopic? {
    all.first { $0.name == word } ?? all.first { $0.words.contains(word) }
  }

  static let all: [HelpTopic] = [
    HelpTopic(
      name: "fact", meaning: "States something. Bare words are text; dates begin with '@'.",
      example: "visited(高天翼, 高砦农贸市场, 督导, @XXXX-08-09)."),
    HelpTopic(
      name: "rule", words: [":-"], meaning: "Derives facts from others; it holds from now on.",
      example: "busy(Who) :- visited(Who, A, _, _), visited(Who, B, _, _), A != B.\n?- busy(Who)."),
    HelpTopic(
      name: "query", words: ["?-", "?"],
      meaning: "Asks; each named variable is a column. With a head, the head's columns.",
      example: "?- supervised(Who, Market), market(Market).\n"
        + "?(official: Who) :- supervised(Who, _)."),
    HelpTopic(
      name: "variable", words: ["_"],
      meaning: "Begins with a capital, '_' or '?'; '_' alone is a fresh one each time.",
      example: "?- holds(Who, _, ?单位)."),
    HelpTopic(
      name: "columns", words: ["column", "named"],
      meaning: "Arguments may be named; those left out are open.",
      example: "?- supervised(place: Where)."),
    HelpTopic(
      name: "relation", meaning: "Declares the names and types of columns.",
      example: "relation seen(who: text, times: int, on: date)."),
    HelpTopic(
      name: "or", words: [";"], meaning: "';' between alternatives, in parentheses where needed.",
      example: "?- entity(X, _), (market(X) ; district(X))."),
    HelpTopic(
      name: "not", words: ["!", "negation"],
      meaning: "Holds when nothing matches; its variables must be bound elsewhere.",
      example: "?- official(Who), not supervised(Who, _)."),
    HelpTopic(
      name: "comparison", words: ["=", "!=", "<", "<=", ">", ">="],
      meaning: "Compares values; V = expression gives V a value.",
      example: "?- figure(What, Measure, N, _), N > 100."),
    HelpTopic(
      name: "arithmetic", words: ["+", "-", "*", "/", "mod", "++"],
      meaning: "+ - * / mod over numbers; ++ joins text.",
      example: "?(T) :- market(M), T = M ++ \"!\"."),
    HelpTopic(
      name: "path", words: ["^", "|", "closure"],
      meaning: "p+ one or more steps, p* none or more, p? at most one, ^p backwards, p | q either.",
      example: "?- part_of+(X, Y).\n?- (part_of | located_in)+(X, Y).\n?- ^part_of(X, Y)."),
    HelpTopic(
      name: "aggregate", words: ["count", "sum", "avg", "list"],
      meaning: "In a head, groups by the other columns: count sum min max avg list.",
      example: "?(Who, places: count(Place)) :- supervised(Who, Place)."),
    HelpTopic(
      name: "group", words: ["{", "}"],
      meaning: "An aggregate in a body, grouped by the variables that it shares with the rest.",
      example: "?- official(Who), N = count { P : supervised(Who, P) }, N > 1."),
    HelpTopic(
      name: "order", words: ["by", "limit", "asc", "desc"],
      meaning: "Sorts and cuts an answer.",
      example: "?(Who, n: count(P)) :- supervised(Who, P) order by n desc, Who limit 3."),
    HelpTopic(
      name: "else", words: ["default"], meaning: "A value where nothing matches.",
      example: "?- official(Who), holds(Who, Post, _) else Post = \"unknown\"."),
    HelpTopic(
      name: "recursion", meaning: "A rule may read what it derives.",
      example: "above(X, Y) :- part_of(X, Y).\nabove(X, Z) :- above(X, Y), part_of(Y, Z).\n"
        + "?- above(X, Y)."),
    HelpTopic(
      name: "date", words: ["@", "year", "month", "day", "days"],
      meaning: "ISO 8601-2; X is an unspecified digit, and dates compare by what is certain.",
      example: "?- visited(Who, _, _, On), month(On) = 8."),
    HelpTopic(
      name: "text", words: ["contains", "starts_with", "ends_with", "matches", "similar"],
      meaning: "Tests on text: contains starts_with ends_with matches similar.",
      example: "?- place(X), contains(X, \"农贸\").\n?- place(X), matches(X, \"第.大街.*\")."),
    HelpTopic(
      name: "range", meaning: "Gives every whole number between two.",
      example: "?(N, square: N * N) :- range(N, 1, 5)."),
    HelpTopic(
      name: "deny", meaning: "States what must never be; each match is an error.",
      example: "deny \"a post without a unit\" :- holds(_, _, U), not unit(U)."),
    HelpTopic(
      name: "why", words: ["proof"], meaning: "Proves a fact, down to the printed sentence.",
      example: "why supervised(_, _).\nwhy not supervised(nobody, _)."),
    HelpTopic(
      name: "include", words: ["load", "save"],
      meaning: "include \"rules.dl\". takes a script in; load p from \"p.csv\". reads facts and "
        + "save p to \"p.tsv\". writes them (csv, tsv, jsonl).",
      example: "% load edge from \"edges.csv\".\n% save edge to \"edges.tsv\"."),
    HelpTopic(
      name: "parameter", words: ["$", "param"],
      meaning: "$name is a value from outside: ':param name=value'.",
      example: "% :param who=高天翼\n% ?- supervised($who, Place)."),
    HelpTopic(
      name: "retract", meaning: "Takes facts back for this session: 'retract p(a, _).'",
      example: "% retract visited(高天翼, _, _, _)."),
    HelpTopic(
      name: "comment", words: ["%", "%>"],
      meaning: "From '%' to the end of the line; '%>' rows are what 'tupu test' expects.",
      example: "?- district(X).  % all districts"),
  ]
}
