/// Earlier states of the text, to go back to.
///
/// Characters typed one after the other are one step.
struct EditHistory {
  private var undone: [EditBuffer] = []
  private var steps: [EditBuffer] = []
  private var isTyping = false

  /// Notes the state before a change.
  mutating func note(_ state: EditBuffer, isTyping typing: Bool = false) {
    undone = []
    if !(typing && isTyping) { steps.append(state) }
    isTyping = typing
    if steps.count > 1000 { steps.removeFirst(100) }
  }

  /// What follows is a step of its own.
  mutating func endTyping() { isTyping = false }

  /// The state before the last step.
  mutating func undo(_ current: EditBuffer) -> EditBuffer? {
    isTyping = false
    while let state = steps.popLast() {
      guard state.characters != current.characters else { continue }
      undone.append(current)
      return state
    }
    return nil
  }

  /// The state that the last undoing left.
  mutating func redo(_ current: EditBuffer) -> EditBuffer? {
    guard let state = undone.popLast() else { return nil }
    steps.append(current)
    return state
  }
}
