import Foundation

/// Makes numbers of values out of the cells of delimited text.
///
/// Numbers that are held inline are there at once; other values are numbered many at a time, in the
/// order in which they come.
struct CellCoding: ~Copyable {
  private(set) var values = ByteInterner()
  /// The numbers of the cells, row by row; those in the batch are not there yet.
  private(set) var numbers: [UInt32] = []
  /// What the cells of each column are read as.
  private let types: [ValueType]
  /// For each column the text that was read last, which often comes again.
  private var last: [UnsafeRawBufferPointer]
  private var batch = InterningBatch()
  /// The cells whose number is that of the cell above them, which is in the batch too.
  private var repeated: [Int] = []
  /// The bytes of values that do not stand in the text as they are.
  private let copies = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 14, alignment: 1)
  private var copied = 0

  init(_ types: [ValueType]) {
    self.types = types
    last = types.map { _ in UnsafeRawBufferPointer(start: nil, count: 0) }
  }

  deinit { copies.deallocate() }

  mutating func reserve(_ cells: Int) { numbers.reserveCapacity(cells) }

  /// Adds a cell of a column.
  ///
  /// - Throws: When it says no value of the column's type.
  @inline(__always)
  mutating func add(_ cell: DelimitedScanner.Cell, column: Int) throws(DelimitedProblem.Kind) {
    let bytes = cell.bytes
    switch types[column] {
    case .text, .any:
      if isRepeated(bytes, column) {
        repeated.append(numbers.count)
        numbers.append(ValueID.none.bits)
      } else if cell.isInPlace {
        last[column] = bytes
        addToBatch(.text, bytes)
      } else {
        last[column] = UnsafeRawBufferPointer(start: nil, count: 0)
        addCopy(.text, bytes)
      }
    case .int:
      if let inline = CellText.shortInteger(bytes).flatMap({ ValueID(inline: $0) }) {
        numbers.append(inline.bits)
      } else {
        try addValue(bytes, column)
      }
    case .float, .date, .bool: try addValue(bytes, column)
    }
  }

  @inline(__always)
  private func isRepeated(_ bytes: UnsafeRawBufferPointer, _ column: Int) -> Bool {
    let known = last[column]
    guard known.count == bytes.count, let old = known.baseAddress, let new = bytes.baseAddress
    else { return false }
    return memcmp(old, new, bytes.count) == 0
  }

  private mutating func addValue(_ bytes: UnsafeRawBufferPointer, _ column: Int)
    throws(DelimitedProblem.Kind)
  {
    guard let value = CellText.value(bytes, types[column]) else {
      throw .value(
        cell: column, types[column], text: String(decoding: bytes, as: UTF8.self))
    }
    if case .int(let number) = value, let inline = ValueID(inline: number) {
      return numbers.append(inline.bits)
    }
    ValueCoding.bytes(of: value).withUnsafeBytes { coded in
      let rest = UnsafeRawBufferPointer(rebasing: coded.dropFirst())
      addCopy(ValueTag(rawValue: coded[0]) ?? .text, rest)
    }
  }

  // MARK: - The batch

  @inline(__always)
  private mutating func addToBatch(_ tag: ValueTag, _ bytes: UnsafeRawBufferPointer) {
    if batch.isFull { finishBatch() }
    batch.add(tag.rawValue, bytes, place: numbers.count, values)
    numbers.append(ValueID.none.bits)
  }

  private mutating func addCopy(_ tag: ValueTag, _ bytes: UnsafeRawBufferPointer) {
    if batch.isFull || bytes.count > copies.count - copied { finishBatch() }
    guard bytes.count <= copies.count else {
      numbers.append(values.intern(tag.rawValue, bytes))
      return
    }
    let copy = UnsafeMutableRawBufferPointer(rebasing: copies[copied..<(copied + bytes.count)])
    copy.copyBytes(from: bytes)
    copied += bytes.count
    addToBatch(tag, UnsafeRawBufferPointer(copy))
  }

  /// Numbers the values in the batch.
  mutating func finishBatch() {
    var numbers: [UInt32] = []
    swap(&numbers, &self.numbers)
    numbers.withUnsafeMutableBufferPointer { numbers in
      batch.intern(into: &values) { numbers[$0] = $1 }
      for cell in repeated { numbers[cell] = numbers[cell &- types.count] }
    }
    swap(&numbers, &self.numbers)
    repeated.removeAll(keepingCapacity: true)
    copied = 0
  }
}

/// What a cell says as a value of a type.
enum CellText {
  static func value(_ bytes: UnsafeRawBufferPointer, _ type: ValueType) -> Value? {
    let text = String(decoding: bytes, as: UTF8.self)
    switch type {
    case .text, .any: return .text(text)
    case .int: return integer(text).map(Value.int)
    case .float: return Double(text).flatMap { $0.isFinite ? .float($0) : nil }
    case .date: return CalendarDate(text).map(Value.date)
    case .bool: return text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
    }
  }

  /// A whole number as people write one; `007` is none, as it would lose its zeros.
  static func integer(_ text: String) -> Int? {
    guard let number = Int(text), String(number) == text else { return nil }
    return number
  }

  /// A whole number of at most eighteen digits, without `+`, spaces or leading zeros.
  @inline(__always)
  static func shortInteger(_ bytes: UnsafeRawBufferPointer) -> Int? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    var index = isNegative ? 1 : 0
    guard index < bytes.count, bytes.count &- index <= 18 else { return nil }
    if bytes[index] == UInt8(ascii: "0"), bytes.count > 1 { return nil }
    var number = 0
    while index < bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number &* 10 &+ Int(digit)
      index &+= 1
    }
    return isNegative ? 0 &- number : number
  }
}
