/// Turns the bytes that a terminal sends into keys.
///
/// Bytes may come in pieces of any size; what is not complete waits. Escape alone is told from the
/// beginning of a sequence by time: the caller says with ``flush()`` that nothing followed.
struct KeyDecoder {
  private var pending: [UInt8] = []
  private var paste: [UInt8]?

  private static let escape: UInt8 = 0x1B
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  /// Whether bytes wait for others.
  var isWaiting: Bool { !pending.isEmpty && paste == nil }

  /// Takes bytes in and gives the keys that they complete.
  mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
    pending += bytes
    var keys: [Key] = []
    while let key = next() {
      if case .text(let more) = key, case .text(let text)? = keys.last {
        keys[keys.count - 1] = .text(text + more)
      } else {
        keys.append(key)
      }
    }
    return keys
  }

  /// Nothing followed in time: what waits is taken for what it is so far.
  mutating func flush() -> [Key] {
    guard isWaiting else { return [] }
    let bytes = pending
    pending = []
    return bytes == [Self.escape] ? [.escape] : [.unknown]
  }

  private mutating func next() -> Key? {
    if paste != nil { return nextOfPaste() }
    guard let first = pending.first else { return nil }
    if first == Self.escape { return nextOfSequence() }
    if first < 0x20 || first == 0x7F {
      pending.removeFirst()
      return Self.control(first)
    }
    return nextOfText(first)
  }

  // MARK: - Plain bytes

  private static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x08, 0x7F: .backspace
    case 0x1F: .control("_")
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    default: .unknown
    }
  }

  /// A character in UTF-8, once all its bytes are there.
  private mutating func nextOfText(_ first: UInt8) -> Key? {
    let length = first < 0xC0 || first > 0xF7 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    // A byte that cannot go on is where the next key begins.
    let bytes =
      pending.prefix(1) + pending.dropFirst().prefix(length - 1).prefix { $0 & 0xC0 == 0x80 }
    guard bytes.count == length || pending.count > bytes.count else { return nil }
    pending.removeFirst(bytes.count)
    guard let text = String(validating: bytes, as: UTF8.self) else { return .unknown }
    return .text(text)
  }

  // MARK: - Sequences

  private mutating func nextOfSequence() -> Key? {
    guard pending.count > 1 else { return nil }
    switch pending[1] {
    case UInt8(ascii: "["): return nextOfControlSequence()
    case UInt8(ascii: "O"):
      guard pending.count > 2 else { return nil }
      let last = pending[2]
      pending.removeFirst(3)
      return Self.cursorKey(last, modifier: 1)
    case Self.escape:
      pending.removeFirst()
      return .escape
    case 0x0A, 0x0D:
      pending.removeFirst(2)
      return .lineBreak
    case 0x7F, 0x08:
      pending.removeFirst(2)
      return .meta("\u{7F}")
    default:
      pending.removeFirst()
      guard let key = next() else {
        pending.insert(Self.escape, at: 0)
        return nil
      }
      if case .text(let text) = key, let character = text.first { return .meta(character) }
      return .unknown
    }
  }

  /// `ESC [ parameters final`.
  private mutating func nextOfControlSequence() -> Key? {
    guard
      let end = pending.indices.dropFirst(2).first(where: { (0x40...0x7E).contains(pending[$0]) })
    else { return nil }
    let parameters = String(decoding: pending[2..<end], as: UTF8.self)
      .split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let final = pending[end]
    pending.removeFirst(end + 1)
    guard final == UInt8(ascii: "~") else {
      return Self.cursorKey(final, modifier: parameters.count > 1 ? parameters[1] : 1)
    }
    switch parameters.first {
    case 1, 7: return .home
    case 3: return .delete
    case 4, 8: return .end
    case 5: return .pageUp
    case 6: return .pageDown
    case 200:
      paste = []
      return nextOfPaste()
    default: return .unknown
    }
  }

  /// Cursor keys; with Control or Alt they go by words.
  private static func cursorKey(_ final: UInt8, modifier: Int) -> Key {
    let isByWord = modifier > 1 && modifier != 2
    switch final {
    case UInt8(ascii: "A"): return .up
    case UInt8(ascii: "B"): return .down
    case UInt8(ascii: "C"): return isByWord ? .wordRight : .right
    case UInt8(ascii: "D"): return isByWord ? .wordLeft : .left
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "F"): return .end
    case UInt8(ascii: "Z"): return .backTab
    case UInt8(ascii: "M"): return .enter
    default: return .unknown
    }
  }

  // MARK: - Paste

  /// All up to the mark of its end, which is no text even when it comes in pieces.
  private mutating func nextOfPaste() -> Key? {
    guard var text = paste else { return nil }
    while let byte = pending.first {
      if byte == Self.escape {
        let head = pending.prefix(Self.pasteEnd.count)
        if head.elementsEqual(Self.pasteEnd) {
          pending.removeFirst(Self.pasteEnd.count)
          paste = nil
          return .paste(String(decoding: text, as: UTF8.self))
        }
        if Self.pasteEnd.starts(with: head) { break }
      }
      // Line by line, so that a long paste does not move the rest for every byte.
      let stretch = pending.dropFirst().prefix { $0 != Self.escape }
      text += CollectionOfOne(byte) + stretch
      pending.removeFirst(1 + stretch.count)
    }
    paste = text
    return nil
  }
}
