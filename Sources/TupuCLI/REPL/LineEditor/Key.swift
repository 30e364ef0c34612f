/// Something that was pressed, or that happened to the terminal.
enum Key: Equatable {
  /// Characters that were typed.
  case text(String)
  /// Text between the marks of bracketed paste.
  case paste(String)
  /// A letter with the control key, in lower case.
  case control(Character)
  /// A key with Alt or Meta, or behind Escape.
  case meta(Character)
  case up, down, left, right, home, end
  case wordLeft, wordRight
  case pageUp, pageDown
  case backspace, delete
  case enter
  /// Enter with Alt: a line break in any case.
  case lineBreak
  case tab, backTab
  case escape
  /// A sequence that means nothing here.
  case unknown
}
