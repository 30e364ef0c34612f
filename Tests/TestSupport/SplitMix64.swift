import Foundation

/// A generator of the same numbers for the same seed on every machine (Steele, Lea and Flood 2014).
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts from a seed.
  public init(seed: UInt64) { state = seed }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Whether something that happens so many times in a hundred happens now.
  public mutating func chance(_ percent: Int) -> Bool { number(in: 0...99) < percent }

  /// One of the elements, or `fallback` if there are none.
  public mutating func pick<Element>(_ elements: [Element], or fallback: Element) -> Element {
    elements.randomElement(using: &self) ?? fallback
  }

  /// A whole number of a range.
  public mutating func number(in range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }
}

/// What the environment says about random tests.
public enum RandomTests {
  /// The seed: `TUPU_SEED`, or a fixed one, so that a plain run is the same every time.
  public static let seed = number("TUPU_SEED").map { UInt64(bitPattern: Int64($0)) } ?? 20_180_815

  /// How many random programs to try: `TUPU_RANDOM_PROGRAMS`, or the given number.
  public static func programs(usually count: Int) -> Int { number("TUPU_RANDOM_PROGRAMS") ?? count }

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }
}
