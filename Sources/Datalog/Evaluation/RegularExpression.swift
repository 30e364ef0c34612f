/// A regular expression that is matched in time linear in the text.
///
/// It knows characters, `.`, classes (`[a-z]`, `[^0-9]`, `\d \w \s` and their capitals), groups,
/// `|`, `* + ? {m,n}`, and the anchors `^` and `$`. There are no back-references, so no expression
/// can take exponential time, as it can in backtracking engines. Every state of the automaton runs
/// at once (Thompson 1968).
struct RegularExpression: Sendable {
  /// A pattern that cannot be understood.
  struct PatternError: Error {
    let message: String
  }

  private enum Instruction: Sendable {
    case scalar(CharacterSet)
    case split(Int, Int)
    case jump(Int)
    case start
    case end
    case match
  }

  /// A set of scalars.
  fileprivate struct CharacterSet: Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    var isInverted = false

    func contains(_ scalar: UInt32) -> Bool {
      ranges.contains { $0.contains(scalar) } != isInverted
    }
  }

  private let program: [Instruction]

  /// Compiles a pattern.
  init(_ pattern: String) throws(PatternError) {
    var parser = PatternParser(scalars: Array(pattern.unicodeScalars))
    let tree = try parser.parse()
    var program: [Instruction] = []
    var work = 0
    try Self.emit(tree, into: &program, &work)
    program.append(.match)
    self.program = program
  }

  /// The most instructions a pattern may compile to; repetitions multiply.
  private static let largestProgram = 20_000

  private static func emit(
    _ tree: PatternTree, into program: inout [Instruction], _ work: inout Int
  ) throws(PatternError) {
    // Repetitions of nothing emit nothing, so the steps count and not only the instructions.
    work += 1
    guard program.count < largestProgram, work < 4 * largestProgram else {
      throw PatternError(message: "the pattern is too large")
    }
    switch tree {
    case .empty: break
    case .scalar(let set): program.append(.scalar(set))
    case .start: program.append(.start)
    case .end: program.append(.end)
    case .sequence(let parts): for part in parts { try emit(part, into: &program, &work) }
    case .alternatives(let parts):
      var jumps: [Int] = []
      for (index, part) in parts.enumerated() {
        let isLast = index == parts.count - 1
        let split = program.count
        if !isLast { program.append(.split(split + 1, 0)) }
        try emit(part, into: &program, &work)
        if !isLast {
          jumps.append(program.count)
          program.append(.jump(0))
          program[split] = .split(split + 1, program.count)
        }
      }
      for jump in jumps { program[jump] = .jump(program.count) }
    case .repetition(let part, let least, let most):
      for _ in 0..<least { try emit(part, into: &program, &work) }
      guard let most else {
        let split = program.count
        program.append(.split(split + 1, 0))
        try emit(part, into: &program, &work)
        program.append(.jump(split))
        program[split] = .split(split + 1, program.count)
        return
      }
      var splits: [Int] = []
      for _ in least..<max(least, most) {
        splits.append(program.count)
        program.append(.split(program.count + 1, 0))
        try emit(part, into: &program, &work)
      }
      for split in splits { program[split] = .split(split + 1, program.count) }
    }
  }

  /// Whether some stretch of the text matches.
  ///
  /// - Complexity: O(length of the text × length of the pattern).
  func matches(in text: String) -> Bool {
    let scalars = text.unicodeScalars.map(\.value)
    var current: [Int] = []
    var marks = Array(repeating: -1, count: program.count)
    for position in 0...scalars.count {
      var states = current
      states.append(0)
      current.removeAll(keepingCapacity: true)
      var next: [Int] = []
      var pending = Array(states.reversed())
      while let state = pending.popLast() {
        guard marks[state] != position else { continue }
        marks[state] = position
        switch program[state] {
        case .match: return true
        case .jump(let target): pending.append(target)
        case .split(let first, let second):
          pending.append(second)
          pending.append(first)
        case .start: if position == 0 { pending.append(state + 1) }
        case .end: if position == scalars.count { pending.append(state + 1) }
        case .scalar(let set):
          if position < scalars.count, set.contains(scalars[position]) { next.append(state + 1) }
        }
      }
      current = next
    }
    return false
  }
}

private indirect enum PatternTree {
  case empty
  case scalar(RegularExpression.CharacterSet)
  case start
  case end
  case sequence([PatternTree])
  case alternatives([PatternTree])
  case repetition(PatternTree, least: Int, most: Int?)
}

private struct PatternParser {
  typealias PatternError = RegularExpression.PatternError
  typealias CharacterSet = RegularExpression.CharacterSet

  let scalars: [Unicode.Scalar]
  var index = 0
  var depth = 0

  init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  mutating func parse() throws(PatternError) -> PatternTree {
    let tree = try parseAlternatives()
    guard index == scalars.count else { throw PatternError(message: "')' without '('") }
    return tree
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  private mutating func parseAlternatives() throws(PatternError) -> PatternTree {
    depth += 1
    defer { depth -= 1 }
    guard depth < 64 else { throw PatternError(message: "groups are nested too deep") }
    var parts = [try parseSequence()]
    while take("|") { parts.append(try parseSequence()) }
    return parts.count == 1 ? parts[0] : .alternatives(parts)
  }

  private mutating func parseSequence() throws(PatternError) -> PatternTree {
    var parts: [PatternTree] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let atom = try parseAtom()
      parts.append(try parseQuantifiers(of: atom))
    }
    return parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func parseQuantifiers(of atom: PatternTree) throws(PatternError) -> PatternTree {
    let quantified: PatternTree
    if take("*") {
      quantified = .repetition(atom, least: 0, most: nil)
    } else if take("+") {
      quantified = .repetition(atom, least: 1, most: nil)
    } else if take("?") {
      quantified = .repetition(atom, least: 0, most: 1)
    } else if next == "{" {
      quantified = try parseCounts(of: atom)
    } else {
      return atom
    }
    _ = take("?")  // a lazy quantifier finds a match exactly when the greedy one does
    if let scalar = next, "*+?{".unicodeScalars.contains(scalar) {
      throw PatternError(message: "'\(scalar)' follows another quantifier")
    }
    return quantified
  }

  private mutating func parseCounts(of atom: PatternTree) throws(PatternError) -> PatternTree {
    index += 1
    let least = takeNumber()
    var most = least
    if take(",") { most = takeNumber() }
    guard let least, take("}"), least <= 1000, (most ?? least) >= least, (most ?? 0) <= 1000 else {
      throw PatternError(message: "expected counts up to 1000 such as '{2}' or '{2,5}'")
    }
    return .repetition(atom, least: least, most: most)
  }

  private mutating func takeNumber() -> Int? {
    var number: Int?
    while let digit = next.flatMap({ Int(String($0)) }), (number ?? 0) < 10_000 {
      number = (number ?? 0) * 10 + digit
      index += 1
    }
    return number
  }

  private mutating func parseAtom() throws(PatternError) -> PatternTree {
    guard let scalar = next else { return .empty }
    index += 1
    switch scalar {
    case ".": return .scalar(CharacterSet(ranges: [10...10], isInverted: true))
    case "^": return .start
    case "$": return .end
    case "(":
      if take("?"), !take(":") { throw PatternError(message: "expected '(?:' or '('") }
      let group = try parseAlternatives()
      guard take(")") else { throw PatternError(message: "'(' without ')'") }
      return group
    case "[": return .scalar(try parseClass())
    case "\\": return .scalar(try parseEscape())
    case "*", "+", "?": throw PatternError(message: "'\(scalar)' has nothing to repeat")
    default: return .scalar(CharacterSet(ranges: [scalar.value...scalar.value]))
    }
  }

  private mutating func parseClass() throws(PatternError) -> CharacterSet {
    var set = CharacterSet()
    set.isInverted = take("^")
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      index += 1
      if scalar == "\\" {
        let escaped = try parseEscape()
        guard !escaped.isInverted else {
          throw PatternError(message: "'\\D', '\\W' and '\\S' stand outside '[…]'")
        }
        set.ranges += escaped.ranges
        continue
      }
      var upper = scalar
      if next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" {
        upper = scalars[index + 1]
        index += 2
        guard upper.value >= scalar.value else {
          throw PatternError(message: "the range '\(scalar)-\(upper)' is empty")
        }
      }
      set.ranges.append(scalar.value...upper.value)
    }
    guard take("]") else { throw PatternError(message: "'[' without ']'") }
    return set
  }

  private mutating func parseEscape() throws(PatternError) -> CharacterSet {
    guard let scalar = next else { throw PatternError(message: "'\\' at the end") }
    index += 1
    let digits: [ClosedRange<UInt32>] = [48...57]
    let words =
      digits + [
        65...90, 95...95, 97...122, 0xAA...0x2FF, 0x370...0x1FFF,
        0x3040...0xD7FF, 0xF900...0xFAFF, 0x20000...0x3FFFF,
      ]
    let spaces: [ClosedRange<UInt32>] = [
      9...13, 32...32, 0xA0...0xA0, 0x2000...0x200A, 0x3000...0x3000,
    ]
    switch scalar {
    case "d": return CharacterSet(ranges: digits)
    case "D": return CharacterSet(ranges: digits, isInverted: true)
    case "w": return CharacterSet(ranges: words)
    case "W": return CharacterSet(ranges: words, isInverted: true)
    case "s": return CharacterSet(ranges: spaces)
    case "S": return CharacterSet(ranges: spaces, isInverted: true)
    case "n": return CharacterSet(ranges: [10...10])
    case "t": return CharacterSet(ranges: [9...9])
    default:
      guard !scalar.properties.isAlphabetic, !scalar.properties.isXIDContinue else {
        throw PatternError(message: "there is no escape '\\\(scalar)'")
      }
      return CharacterSet(ranges: [scalar.value...scalar.value])
    }
  }
}
