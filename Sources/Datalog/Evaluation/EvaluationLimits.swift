/// How much an evaluation may use: when it is stopped, and on how many threads it works.
public struct EvaluationLimits: Sendable, Hashable {
  /// The longest time.
  public var time: Duration
  /// The most facts that rules may derive.
  public var derivedFacts: Int
  /// The most bytes that derived facts and their indexes may take, measured roughly.
  public var bytes: Int
  /// The number of threads, at least one.
  ///
  /// The answer and its order do not depend on it.
  public var threads: Int
  /// The fewest rows that are worth the work of several threads.
  var fewestSharedRows = 8192
  /// The fewest values that a side of a product must promise to be worth the grouping.
  var fewestProductBindings = 24.0
  /// What sharing a join must save to be worth while, in the units of ``AccessCost``.
  var leastJoinGain = 50_000.0

  /// Creates limits: one minute, 50 million derived facts, 4 GiB, and a thread for each core, unless
  /// said otherwise.
  public init(
    time: Duration = .seconds(60), derivedFacts: Int = 50_000_000, bytes: Int = 4 << 30,
    threads: Int? = nil
  ) {
    self.time = time
    self.derivedFacts = derivedFacts
    self.bytes = bytes
    self.threads = max(1, threads ?? Workers.count)
  }
}

/// Why an evaluation stopped before its end.
public struct EvaluationError: Error, Sendable {
  /// The message, with the place of the rule at work.
  public let diagnostic: Diagnostic

  /// Whether a limit or a cancellation stopped it, and not a mistake in the program.
  public var isInterruption: Bool {
    diagnostic.code == .limitReached || diagnostic.code == .cancelled
  }
}

extension EvaluationError: CustomStringConvertible {
  /// The message as the command line shows it.
  public var description: String { DiagnosticRenderer().render(diagnostic) }
}

/// Watches the limits of one evaluation, and whether it was cancelled.
struct LimitWatch {
  private(set) var limits: EvaluationLimits
  let isCancelled: (@Sendable () -> Bool)?
  private let clock = ContinuousClock()
  private let deadline: ContinuousClock.Instant
  /// The candidate tuples until the clock is looked at again.
  private var allowance = LimitWatch.interval
  private var earlierSteps = 0
  private(set) var derivedFacts = 0
  /// Gives the bytes in use, new values not counted.
  var measure: (() -> Int)?

  private static let interval = 8192

  init(limits: EvaluationLimits, isCancelled: (@Sendable () -> Bool)?) {
    self.limits = limits
    self.isCancelled = isCancelled
    deadline = clock.now.advanced(by: limits.time)
  }

  /// The steps counted so far.
  var steps: Int { earlierSteps + LimitWatch.interval - allowance }

  /// The same watch for one thread of several, which may keep only so many bytes.
  func limited(toBytes bytes: Int, measure: @escaping () -> Int) -> LimitWatch {
    var copy = self
    copy.limits.bytes = bytes
    copy.measure = measure
    return copy
  }

  /// Why the evaluation must stop.
  struct Stop: Error {
    let code: DiagnosticCode
    let message: String
  }

  /// Counts one step; looks at the limits now and then.
  @inline(__always)
  mutating func tick(_ symbols: borrowing SymbolTable) throws(Stop) {
    allowance &-= 1
    if allowance <= 0 { try look(symbols) }
  }

  /// Counts the beginning or the end of a stratum.
  ///
  /// Measuring takes time in proportion to the number of relations, so a program of many small strata is
  /// not measured at each.
  mutating func passStratum(_ symbols: borrowing SymbolTable) throws(Stop) {
    spend(32)
    try tick(symbols)
  }

  /// Counts steps that were taken at once.
  @inline(__always)
  mutating func spend(_ steps: Int) { allowance &-= steps }

  /// Counts facts that were derived.
  @inline(__always)
  mutating func countFacts(_ facts: Int) throws(Stop) {
    derivedFacts &+= facts
    if derivedFacts > limits.derivedFacts {
      throw Stop(
        code: .limitReached, message: "more than \(limits.derivedFacts) facts were derived")
    }
  }

  /// Counts only so many facts, because the others were given back.
  mutating func discount(to facts: Int) { derivedFacts = facts }

  /// Looks at the clock, the memory and the cancellation now.
  @inline(never)
  mutating func look(_ symbols: borrowing SymbolTable) throws(Stop) {
    earlierSteps = steps
    allowance = LimitWatch.interval
    if isCancelled?() == true { throw Stop(code: .cancelled, message: "the query was cancelled") }
    if clock.now > deadline {
      throw Stop(code: .limitReached, message: "the time limit of \(limits.time) was reached")
    }
    if let measure, measure() + symbols.byteCount > limits.bytes {
      throw Stop(
        code: .limitReached, message: "derived facts take more than \(limits.bytes >> 20) MiB")
    }
  }
}
