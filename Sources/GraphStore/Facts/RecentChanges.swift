public import Datalog
import Synchronization

/// What the last transactions changed, so that whoever knows an earlier state may catch up.
struct RecentChanges: Sendable {
  private struct Step: Sendable {
    let before: UInt64
    let facts: [(fact: GroundFact, isStated: Bool)]
  }

  /// The number of the state; no other state of the process has it.
  private(set) var version = Self.next()
  private var steps: [Step] = []
  private var factCount = 0

  private static let mostSteps = 256
  private static let mostFacts = 10_000
  private static let versions = Atomic<UInt64>(0)

  private static func next() -> UInt64 { versions.add(1, ordering: .relaxed).newValue }

  /// Notes the facts that a transaction added or removed.
  mutating func add(_ facts: [(fact: GroundFact, isStated: Bool)]) {
    steps.append(Step(before: version, facts: facts))
    version = Self.next()
    factCount += facts.count
    while steps.count > Self.mostSteps || factCount > Self.mostFacts {
      factCount -= steps.removeFirst().facts.count
    }
  }

  /// Whether so many changes are worth noting one by one.
  static func canHold(_ count: Int) -> Bool { count <= mostFacts }

  /// Begins anew: nobody can catch up from an earlier state.
  mutating func forget() {
    steps = []
    factCount = 0
    version = Self.next()
  }

  /// What changed since a state; `nil` if that is not known.
  func since(_ version: UInt64) -> (added: [GroundFact], removed: [GroundFact])? {
    if version == self.version { return ([], []) }
    guard let first = steps.firstIndex(where: { $0.before == version }) else { return nil }
    var order: [GroundFact] = []
    var states: [GroundFact: (before: Bool, after: Bool)] = [:]
    for step in steps[first...] {
      for (fact, isStated) in step.facts {
        if states[fact] == nil { order.append(fact) }
        states[fact] = (states[fact]?.before ?? !isStated, isStated)
      }
    }
    let changed = order.filter { states[$0].map { $0.before != $0.after } ?? false }
    return (
      changed.filter { states[$0]?.after == true }, changed.filter { states[$0]?.after == false }
    )
  }
}

extension FactStore {
  /// A number that no other state of a store has in this process; copies share it until one changes.
  public var version: UInt64 { recent.version }

  /// The facts that came and those that went since a state that had a version.
  ///
  /// ```swift
  /// let version = graph.facts.version
  /// try graph.importPage(page)
  /// let changes = graph.facts.changes(since: version)
  /// ```
  ///
  /// - Returns: `nil` when the version is not one of this store's, or too much has changed since.
  /// - Complexity: O(facts that changed).
  public func changes(since version: UInt64) -> (added: [GroundFact], removed: [GroundFact])? {
    recent.since(version)
  }

  /// Notes what a transaction that comes to its end changed.
  mutating func endTransaction() {
    guard let journal else { return }
    self.journal = nil
    guard RecentChanges.canHold(journal.rows.count) else { return recent.forget() }
    let changed = journal.rows.compactMap { row -> (fact: GroundFact, isStated: Bool)? in
      let wasStated = journal.origins[row]?.isEmpty == false
      let isStated = relations[row.relation].isStated(row.row)
      return wasStated == isStated ? nil : (fact(at: row), isStated)
    }
    if !changed.isEmpty { recent.add(changed) }
  }
}
