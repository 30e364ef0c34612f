/// The number that stands for a value inside the engine.
///
/// Whole numbers from -2³⁰ to 2³⁰-1 are held in the number itself; every other value has an entry
/// in a ``SymbolTable``. Within one table, two values are the same exactly when their numbers are.
public struct ValueID: Sendable, Hashable {
  /// The bits: the top one marks a whole number held inline.
  public let bits: UInt32

  /// Wraps the bits of an id.
  @inlinable
  public init(bits: UInt32) { self.bits = bits }

  @usableFromInline static let inlineFlag: UInt32 = 0x8000_0000
  @usableFromInline static let inlineBias = 1 << 30

  /// The id of a small whole number, or `nil` if it needs a table entry.
  @inlinable
  public init?(inline number: Int) {
    guard number >= -ValueID.inlineBias, number < ValueID.inlineBias else { return nil }
    bits = UInt32(truncatingIfNeeded: number + ValueID.inlineBias) | ValueID.inlineFlag
  }

  /// The id that no value has.
  static let none = ValueID(bits: inlineFlag - 1)

  /// The whole number held in the id itself, if there is one.
  @inlinable
  public var inlineNumber: Int? {
    guard bits & ValueID.inlineFlag != 0 else { return nil }
    return Int(bits & ~ValueID.inlineFlag) - ValueID.inlineBias
  }
}

/// Values that are numbered from 0 on, each once, and that do not change.
///
/// Whole numbers that a ``ValueID`` holds in itself need no entry.
public protocol SymbolSource: Sendable {
  /// The number of values.
  var count: Int { get }
  /// The number of a value, if it has one.
  func id(of value: Value) -> UInt32?
  /// The value with a number smaller than ``count``.
  func value(at index: Int) -> Value
  /// Whether the value with a number smaller than ``count`` is text.
  func isText(at index: Int) -> Bool
}

extension SymbolSource {
  /// Whether the value with a number smaller than ``count`` is text, found by reading it.
  public func isText(at index: Int) -> Bool {
    if case .text = value(at: index) { true } else { false }
  }
}

/// Interns values: gives each distinct value one ``ValueID``, and the value back.
///
/// A table may stand on a frozen base that others share: ids of the base stay valid, and new values
/// get ids behind it. So an evaluation adds its own values without copying or changing the graph's.
public struct SymbolTable: Sendable {
  /// A table that no longer changes and may be shared.
  public final class Frozen: Sendable {
    /// Where the values are, unless they are in ``table``.
    private let source: (any SymbolSource)?
    let table: SymbolTable
    fileprivate init(_ table: SymbolTable) {
      self.table = table
      source = nil
    }

    /// Wraps values that are numbered elsewhere, such as in a file.
    public init(_ source: any SymbolSource) {
      self.source = source
      table = SymbolTable()
    }

    /// The number of entries.
    var count: Int { source?.count ?? table.count }

    fileprivate func id(of value: Value) -> ValueID? {
      guard let source else { return table.id(of: value) }
      return source.id(of: value).map { ValueID(bits: $0) }
    }

    fileprivate subscript(id: ValueID) -> Value {
      source?.value(at: Int(id.bits)) ?? table[id]
    }

    fileprivate func isText(_ bits: UInt32) -> Bool {
      guard let source else { return table.isText(bits) }
      return source.isText(at: Int(bits))
    }
  }

  private let base: Frozen?
  private let baseCount: Int
  private var values: [Value] = []
  private var ids: [Value: UInt32] = [:]
  /// A rough measure of the bytes that the table's own entries take, without the base's.
  private(set) var byteCount = 0

  /// Creates an empty table, or one that continues a frozen one.
  public init(continuing base: Frozen? = nil) {
    self.base = base
    baseCount = base?.count ?? 0
  }

  /// The number of entries, those of the base included.
  public var count: Int { baseCount + values.count }

  /// A shared table with the present entries.
  public func frozen() -> Frozen {
    if let base, values.isEmpty { return base }
    return Frozen(self)
  }

  /// The id of a value; a new one if the value has none yet.
  ///
  /// - Complexity: O(length of the value), amortized.
  public mutating func intern(_ value: Value) -> ValueID {
    // The two zeros are equal, so which of them is shown must not depend on which came first.
    if case .float(0) = value { return add(.float(0)) }
    return add(value)
  }

  private mutating func add(_ value: Value) -> ValueID {
    if let known = id(of: value) { return known }
    let bits = UInt32(count)
    precondition(bits < ValueID.none.bits, "a symbol table holds fewer than 2^31 values")
    values.append(value)
    ids[value] = bits
    byteCount += 64
    if case .text(let text) = value { byteCount += text.utf8.count }
    return ValueID(bits: bits)
  }

  /// The id of a value if it has one.
  public func id(of value: Value) -> ValueID? {
    if case .int(let number) = value, let inline = ValueID(inline: number) { return inline }
    if let bits = ids[value] { return ValueID(bits: bits) }
    return base?.id(of: value)
  }

  /// The value of an id that this table, or its base, gave out.
  public subscript(id: ValueID) -> Value {
    if let number = id.inlineNumber { return .int(number) }
    let index = Int(id.bits)
    if let base, index < baseCount { return base[id] }
    return values[index - baseCount]
  }

  /// Whether two different ids are certainly those of different values in every comparison,
  /// because one is text.
  func differAsText(_ first: UInt32, _ second: UInt32) -> Bool {
    isText(first) || isText(second)
  }

  private func isText(_ bits: UInt32) -> Bool {
    guard bits & ValueID.inlineFlag == 0 else { return false }
    let index = Int(bits)
    if let base, index < baseCount { return base.isText(bits) }
    if case .text = values[index - baseCount] { return true }
    return false
  }
}
