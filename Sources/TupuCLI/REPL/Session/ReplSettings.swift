/// How a session shows its answers.
struct ReplSettings {
  /// The name of the format.
  var mode = "table"
  /// How many rows of an answer are shown; 0 shows all.
  var limit = 40
  /// Whether the time is shown below an answer.
  var showsTime = true
}
