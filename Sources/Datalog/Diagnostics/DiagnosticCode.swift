/// The kind of a message: a number that stays the same across versions.
///
/// `docs/Errors.md` has an example of each.
public enum DiagnosticCode: String, Sendable, CaseIterable {
  // Syntax
  /// Something else was expected at this place.
  case unexpectedToken = "E0001"
  /// A text, or a name in backquotes, is not closed on its line.
  case unterminatedText = "E0002"
  /// A comment that `/*` begins is not closed.
  case unterminatedComment = "E0003"
  /// A number is followed by letters, or too large for a floating-point number.
  case badNumber = "E0004"
  /// A whole number does not fit in 64 bits.
  case integerOverflow = "E0005"
  /// What follows `@` is no date.
  case badDate = "E0006"
  /// A backslash in a text is followed by what is no escape.
  case badEscape = "E0007"
  /// A character has no meaning in the language.
  case unexpectedCharacter = "E0008"
  /// Punctuation comes from a Chinese keyboard.
  case fullWidthPunctuation = "E0009"
  /// A statement does not end in a full stop.
  case missingFullStop = "E0010"
  /// Parentheses, negations or operators are nested too deep.
  case nestedTooDeep = "E0011"
  /// A reserved word stands where a name or text is expected.
  case reservedWord = "E0012"
  /// An aggregate stands where there is no group to aggregate.
  case misplacedAggregate = "E0013"

  // Names, shapes and types
  /// No relation has this name.
  case unknownRelation = "E0101"
  /// An atom has more or fewer arguments than its relation has columns.
  case wrongArity = "E0102"
  /// The relation has no column of this name.
  case unknownColumn = "E0103"
  /// A column is named twice.
  case duplicateColumn = "E0104"
  /// No function or aggregate has this name.
  case unknownFunction = "E0105"
  /// A function has more or fewer arguments than it takes.
  case wrongArgumentCount = "E0106"
  /// No positive atom gives this variable a value.
  case unboundVariable = "E0107"
  /// A column, variable or operand has two types.
  case typeClash = "E0108"
  /// A relation depends on its own negation.
  case unstratifiedNegation = "E0109"
  /// A relation depends on an aggregate over itself.
  case unstratifiedAggregate = "E0110"
  /// A relation is declared twice, with different columns.
  case duplicateDeclaration = "E0111"
  /// A parameter was given no value.
  case missingParameter = "E0112"
  /// A path goes through a relation that has not two columns.
  case notBinary = "E0113"
  /// A body has too many alternatives or conditions, or includes are nested too deep.
  case tooLarge = "E0114"
  /// No type has this name.
  case unknownType = "E0115"
  /// The pattern of `matches` cannot be understood.
  case badPattern = "E0116"
  /// `order by` names what is no column of the answer.
  case badOrder = "E0117"
  /// `else` gives a default to a variable that does not occur before it.
  case badDefault = "E0118"
  /// `_` stands where a value is needed.
  case misplacedWildcard = "E0119"
  /// A relation is given the name of a built-in test or generator.
  case builtInName = "E0120"

  // Files
  /// A file is not there or cannot be read.
  case unreadableFile = "E0201"
  /// The caller does not allow the script to reach this file.
  case fileNotAllowed = "E0202"
  /// A file's content does not fit the relation.
  case badData = "E0203"
  /// A file's name has no ending that names a format.
  case unknownFormat = "E0204"
  /// A file cannot be written.
  case unwritableFile = "E0205"

  // Running
  /// The result of a computation is too large.
  case overflow = "E0301"
  /// Something is divided by zero.
  case divisionByZero = "E0302"
  /// The run reached a limit of time, facts or memory.
  case limitReached = "E0303"
  /// The run was cancelled from outside.
  case cancelled = "E0304"
  /// A function written in Swift threw an error.
  case failedFunction = "E0305"
  /// A prepared query was given a parameter that it does not have, or a value of another type.
  case unfitParameter = "E0306"

  // Warnings
  /// A variable occurs only once.
  case singletonVariable = "W0401"
  /// A relation is defined by rules and nothing in the script needs it.
  case unusedRelation = "W0402"
  /// The atoms of a body fall into parts that share no variable.
  case crossProduct = "W0403"
  /// A condition can never hold.
  case neverTrue = "W0404"
  /// A text occurs nowhere in the graph.
  case unknownConstant = "W0405"

  /// Whether a message of this kind keeps a script from running.
  public var severity: Diagnostic.Severity { rawValue.hasPrefix("W") ? .warning : .error }
}
