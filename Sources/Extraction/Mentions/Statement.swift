/// What somebody says: the speaker, the verb and the words.
struct Statement: Sendable {
  /// The canonical name of the speaker; nil for 会议强调, which nobody in particular says.
  var speaker: String?
  var speakerKind: EntityKind
  /// The verb: 要求, 表示, 强调.
  var verb: String
  /// The words after the verb, to the end of the speech.
  var content: Span
  /// The words from the speaker to the end of the first sentence said.
  var evidence: Span
  /// Whether a closing quotation mark ends the words, so that no later sentence belongs to them.
  var isWhole = false
  /// Whether the speaker is the subject of 召开 in the same sentence.
  var isConvener = false
}
