/// A graph of one million entities and five million facts with names as text, kept in a file.
enum KnowledgeGraphWorkloads {
  static let all = [
    Workload(
      "knowledge-load", "5 000 000 facts of 1 000 000 entities loaded into a new file", data, "",
      .count(""), use: .load),
    Workload(
      "knowledge-look-ups", "1 000 look-ups of what a person holds, the file opened first", data,
      lookUps.map { "?- holds(\($0), Post, Unit).\n" }.joined(), .rows, use: .graph),
    Workload(
      "knowledge-markets", "who supervised which market in a district, through recursive part_of",
      data,
      """
      belongs(U, D) :- part_of(U, D).
      belongs(U, D) :- belongs(U, V), part_of(V, D).
      ?(Who, Market) :- visited(Who, Market, 行动3, _), sort(Market, 类1), located_in(Market, U),
        belongs(U, 单位7).
      """, .rows, use: .graph),
    Workload(
      "knowledge-top", "the ten who visited the most places", data,
      """
      ?(Who, places: count(Place)) :- visited(Who, Place, _, _) order by places desc, Who limit 10.
      """, .rows, use: .graph, expected: 10),
  ]

  /// The names that are looked up.
  static let lookUps = (0..<1000).map { "人员\($0 * 599)" }

  private static let people = 600_000
  private static let places = 300_000
  private static let units = 100_000

  /// Smaller tables first: each is loaded on its own.
  private static let data = DataSet(
    "knowledge", ["part_of", "located_in", "sort", "holds", "visited"]
  ) {
    var numbers = Numbers(seed: 21)
    let person = Table.Column(name: "who", prefix: "人员")
    let place = Table.Column(name: "place", prefix: "地点")
    let unit = Table.Column(name: "unit", prefix: "单位")
    func text(_ name: String, _ prefix: String) -> Table.Column {
      .init(name: name, prefix: prefix)
    }
    return [
      Table(
        "part_of", [unit, text("whole", "单位")], (1..<units).map { [$0, $0 / 10] }),
      Table(
        "located_in", [place, unit], (0..<places).map { [$0, numbers.next(units)] }),
      Table(
        "sort", [place, text("sort", "类")], (0..<places).map { [$0, numbers.next(20)] }),
      Table(
        "holds", [person, text("post", "职务"), unit],
        (0..<1_300_000).map { [$0 % people, numbers.next(200), numbers.next(units)] }),
      Table(
        "visited", [person, place, text("verb", "行动"), text("date", "2018-08-")],
        (0..<3_000_000).map { _ in
          [
            numbers.nextSkewed(people), numbers.next(places), numbers.next(20),
            10 + numbers.next(22),
          ]
        }),
    ]
  }
}
