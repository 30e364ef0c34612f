/// How a statement was evaluated: its relations in the order in which they were derived, the rules
/// of each with the order of their conditions, and what that took.
public struct EvaluationProfile: Sendable {
  /// A relation that was derived.
  public struct RelationEntry: Sendable {
    /// What its facts are called.
    public let name: String
    /// What it has to do with the values that the statement names.
    public let direction: Direction
    /// The number of facts in the end.
    public let factCount: Int
    /// Its rules, each once for every choice of the atom that reads the newest rows.
    public let rules: [RuleEntry]

    /// The time that its rules took.
    public var time: Duration { rules.reduce(.zero) { $0 + $1.time } }
  }

  /// What a relation has to do with the values that a statement names.
  public enum Direction: Sendable, Equatable {
    /// All of its facts were derived.
    case none
    /// It has the facts that are asked for.
    case asked
    /// It holds what is asked for.
    case demand
    /// It holds the bindings of conditions that several rules have in common, derived once for all.
    case shared
  }

  /// A rule, and how it was run.
  public struct RuleEntry: Sendable {
    /// The rule.
    public let rule: SourceSpan
    /// Its conditions in the order of the last plan.
    public let conditions: [String]
    /// The condition that read the rows of the round before, if it was run by rounds.
    public let newest: Int?
    /// How often it was run.
    public let runCount: Int
    /// The facts that it was the first to derive.
    public let factCount: Int
    /// The time it took.
    public let time: Duration
  }

  /// The relations.
  public let relations: [RelationEntry]
}
