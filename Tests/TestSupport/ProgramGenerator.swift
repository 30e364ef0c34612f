/// Makes random scripts that are well formed and end.
///
/// Relations come in layers: a body reads relations of its own layer, which makes recursion, and
/// of earlier ones, and negates and aggregates earlier ones only. Whole numbers stay small, because
/// what is computed is taken modulo a small number or stands behind a guard.
public struct ProgramGenerator {
  /// The type of a column: all relations have columns of whole numbers, words and dates.
  enum Kind: CaseIterable {
    case number
    case word
    case date

    var typeName: String {
      switch self {
      case .number: "int"
      case .word: "text"
      case .date: "date"
      }
    }

    static func any(_ random: inout SplitMix64) -> Kind {
      switch random.number(in: 0...99) {
      case 0..<55: .number
      case 55..<85: .word
      default: .date
      }
    }
  }

  struct Signature {
    let name: String
    let columns: [Kind]
    var isBinary: Bool { columns.count == 2 && columns[0] == columns[1] }
  }

  var random: SplitMix64
  /// Relations whose facts are complete before the layer at work.
  var earlier: [Signature] = []
  /// Relations of the layer at work.
  var current: [Signature] = []
  var lines: [String] = []

  /// Starts from a seed.
  public init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// A script with facts, rules and queries.
  public mutating func makeScript() -> String {
    earlier = []
    lines = []
    for number in 0..<random.number(in: 2...4) { addBase("b\(number)") }
    for layer in 0..<random.number(in: 1...4) {
      if random.chance(25) {
        addBestValues(layer)
      } else {
        addLayer(layer)
      }
    }
    for signature in earlier {
      let names = signature.columns.indices.map { "C\($0)" }.joined(separator: ", ")
      lines.append("?- \(signature.name)(\(names)).")
    }
    for _ in 0..<2 { addAggregateQuery() }
    return lines.joined(separator: "\n")
  }

  // MARK: - Relations

  private mutating func addBase(_ name: String) {
    var columns: [Kind] = []
    for _ in 0..<random.number(in: 1...3) { columns.append(Kind.any(&random)) }
    if random.chance(40) { columns = [columns[0], columns[0]] }
    let signature = Signature(name: name, columns: columns)
    let declared = columns.enumerated().map { "c\($0): \($1.typeName)" }
    lines.append("relation \(name)(\(declared.joined(separator: ", "))).")
    for _ in 0..<random.number(in: 0...8) {
      let values = columns.map { constant($0) }
      lines.append("\(name)(\(values.joined(separator: ", "))).")
    }
    earlier.append(signature)
  }

  private mutating func addLayer(_ layer: Int) {
    current = (0..<random.number(in: 1...2)).map { number in
      var columns: [Kind] = []
      for _ in 0..<random.number(in: 1...2) { columns.append(Kind.any(&random)) }
      if columns.count == 2, random.chance(60) { columns[1] = columns[0] }
      return Signature(name: "d\(layer)\(number)", columns: columns)
    }
    for signature in current {
      // The first rule reads no relation of the layer, so that something is there to begin with.
      for rule in 0..<random.number(in: 1...3) { addRule(signature, mayRecur: rule > 0) }
      if random.chance(15) { addAggregateRule(signature) }
    }
    earlier += current
    current = []
  }

  private mutating func addRule(_ signature: Signature, mayRecur: Bool) {
    var body = BodyGenerator(
      random: random, earlier: earlier, current: mayRecur ? current : [])
    body.addConditions()
    let head = signature.columns.map { body.headTerm($0) }
    let conditions = body.shuffledConditions()
    random = body.random
    lines.append("\(signature.name)(\(head.joined(separator: ", "))) :- \(conditions).")
  }

  /// A rule that aggregates earlier relations; its column of numbers takes the result.
  private mutating func addAggregateRule(_ signature: Signature) {
    guard let column = signature.columns.lastIndex(of: .number) else { return }
    var body = BodyGenerator(random: random, earlier: earlier, current: [])
    body.addConditions()
    var head = signature.columns.map { body.headTerm($0) }
    head[column] = body.aggregate()
    let conditions = body.shuffledConditions()
    random = body.random
    lines.append("\(signature.name)(\(head.joined(separator: ", "))) :- \(conditions).")
  }

  private mutating func addAggregateQuery() {
    var body = BodyGenerator(random: random, earlier: earlier, current: [])
    body.addConditions()
    var head: [String] = []
    if random.chance(60) { head.append("g: \(body.headTerm(.number))") }
    for number in 0..<random.number(in: 1...2) { head.append("a\(number): \(body.aggregate())") }
    let conditions = body.shuffledConditions()
    random = body.random
    lines.append("?(\(head.joined(separator: ", "))) :- \(conditions).")
  }

  // MARK: - Best values

  /// Recursion through `min` or `max`; what it computes grows (or is cut off), so it ends.
  private mutating func addBestValues(_ layer: Int) {
    let isLeast = random.chance(50)
    let function = isLeast ? "min" : "max"
    let (best, helper, edges) = ("m\(layer)", "h\(layer)", "e\(layer)")
    for _ in 0..<random.number(in: 2...9) {
      let (from, to) = (random.number(in: 0...5), random.number(in: 0...5))
      lines.append("\(edges)(\(from), \(to), \(random.number(in: 0...4))).")
    }
    lines.append(
      "\(best)(\(random.number(in: 0...5)), \(function)(D)) :- D = \(random.number(in: 0...3)).")
    let next = isLeast ? "D = D1 + W" : "D = min(D1 + W, 12)"
    let usesHelper = random.chance(60)
    if usesHelper {
      lines.append("\(helper)(Y, D) :- \(best)(X, D1), \(edges)(X, Y, W), \(next).")
      lines.append("\(best)(Y, \(function)(D)) :- \(helper)(Y, D).")
      if random.chance(50) {
        lines.append("\(helper)(Y, D) :- \(helper)(X, D), \(edges)(X, Y, 0).")
      }
    }
    if !usesHelper || random.chance(30) {
      lines.append("\(best)(Y, \(function)(D)) :- \(edges)(X, Y, W), \(next), \(best)(X, D1).")
    }
    earlier.append(Signature(name: best, columns: [.number, .number]))
    if usesHelper { earlier.append(Signature(name: helper, columns: [.number, .number])) }
  }

  private mutating func constant(_ kind: Kind) -> String {
    BodyGenerator.constant(kind, &random)
  }
}
