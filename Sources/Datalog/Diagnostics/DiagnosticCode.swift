/// The kind of a message: a number that stays the same across versions.
///
/// `docs/Errors.md` has an example of each.
public enum DiagnosticCode: String, Sendable, CaseIterable {
  // Syntax
  case unexpectedToken = "E0001"
  case unterminatedText = "E0002"
  case unterminatedComment = "E0003"
  case badNumber = "E0004"
  case integerOverflow = "E0005"
  case badDate = "E0006"
  case badEscape = "E0007"
  case unexpectedCharacter = "E0008"
  case fullWidthPunctuation = "E0009"
  case missingFullStop = "E0010"
  case nestedTooDeep = "E0011"
  case reservedWord = "E0012"
  case misplacedAggregate = "E0013"

  // Names, shapes and types
  case unknownRelation = "E0101"
  case wrongArity = "E0102"
  case unknownColumn = "E0103"
  case duplicateColumn = "E0104"
  case unknownFunction = "E0105"
  case wrongArgumentCount = "E0106"
  case unboundVariable = "E0107"
  case typeClash = "E0108"
  case unstratifiedNegation = "E0109"
  case unstratifiedAggregate = "E0110"
  case duplicateDeclaration = "E0111"
  case missingParameter = "E0112"
  case notBinary = "E0113"
  case tooLarge = "E0114"
  case unknownType = "E0115"
  case badPattern = "E0116"
  case badOrder = "E0117"
  case badDefault = "E0118"
  case misplacedWildcard = "E0119"
  case builtInName = "E0120"

  // Files
  case unreadableFile = "E0201"
  case fileNotAllowed = "E0202"
  case badData = "E0203"
  case unknownFormat = "E0204"
  case unwritableFile = "E0205"

  // Running
  case overflow = "E0301"
  case divisionByZero = "E0302"
  case limitReached = "E0303"
  case cancelled = "E0304"
  case failedFunction = "E0305"
  case unfitParameter = "E0306"

  // Warnings
  case singletonVariable = "W0401"
  case unusedRelation = "W0402"
  case crossProduct = "W0403"
  case neverTrue = "W0404"
  case unknownConstant = "W0405"

  /// Whether a message of this kind keeps a script from running.
  public var severity: Diagnostic.Severity { rawValue.hasPrefix("W") ? .warning : .error }
}
