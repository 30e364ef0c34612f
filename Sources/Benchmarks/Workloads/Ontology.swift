/// Classification of a medical ontology in the description logic EL, as GALEN is.
enum Ontology {
  static let all = [
    Workload(
      "ontology", "classification of an EL ontology of 20 000 concepts (galen-like)", data,
      """
      below(X, X) :- concept(X).
      below(X, Z) :- below(X, Y), told(Y, Z).
      below(X, Z) :- below(X, A), below(X, B), both(A, B, Z).
      linked(X, R, Y) :- below(X, A), has(A, R, Y).
      below(X, Z) :- linked(X, R, Y), below(Y, A), defines(R, A, Z).
      linked(X, S, Y) :- linked(X, R, Y), under(R, S).
      linked(X, T, Z) :- linked(X, R, Y), linked(Y, S, Z), chain(R, S, T).
      """, .count("below"))
  ]

  private static let data = DataSet(
    "ontology", ["concept", "told", "both", "has", "defines", "under", "chain"]
  ) {
    let concepts = 20_000
    let roles = 50
    var numbers = Numbers(seed: 13)
    // A hierarchy: each concept has one or two parents among those before it.
    let told = (1..<concepts).flatMap { concept in
      (0...numbers.next(2)).map { _ in [concept, numbers.next(concept)] }
    }
    func concept() -> Int { numbers.next(concepts) }
    return [
      Table("concept", (0..<concepts).map { [$0] }),
      Table("told", told),
      Table("both", (0..<1000).map { _ in [concept(), concept(), concept()] }),
      Table("has", (0..<3000).map { _ in [concept(), numbers.next(roles), concept()] }),
      Table("defines", (0..<500).map { _ in [numbers.next(roles), concept(), concept()] }),
      Table("under", (0..<(roles / 2)).map { [$0 * 2 + 1, $0 * 2] }),
      Table("chain", [[0, 0, 0], [2, 2, 2], [4, 6, 4]]),
    ]
  }
}
