import Foundation
import Testing

/// What shells are given to complete command lines.
@Suite struct CompletionsTests {
  /// What bash offers behind some words.
  private func offers(_ words: String...) throws -> [String] {
    let list = words.map { "'\($0)'" }.joined(separator: " ")
    let result = try Workspace().shell(
      "source <($TUPU completions bash); COMP_WORDS=(tupu \(list)); "
        + "COMP_CWORD=\(words.count); _tupu; printf '%s\\n' \"${COMPREPLY[@]}\"")
    #expect(result.status == 0, "\(result.messages)")
    return result.lines.filter { !$0.isEmpty }
  }

  @Test func bashCompletesCommandsOptionsAndValues() throws {
    #expect(try offers("qu") == ["query"])
    #expect(try offers("test", "--ju") == ["--junit"])
    #expect(try offers("test", "--format", "g") == ["github"])
    #expect(try offers("run", "--format", "js") == ["json", "jsonl"])
    #expect(try offers("completions", "f") == ["fish"])
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func everyCommandAndOptionIsThere(shell: String) throws {
    let result = try Workspace().tupu("completions", shell)
    #expect(result.status == 0)
    for word in ["extract", "completions", "junit", "github"] {
      #expect(result.output.contains(word))
    }
  }

  @Test func otherShellsAreNotKnown() throws {
    let result = try Workspace().tupu("completions", "zhs")
    #expect(result.status == 2)
    #expect(result.messages.contains("did you mean 'zsh'?"))
  }
}
