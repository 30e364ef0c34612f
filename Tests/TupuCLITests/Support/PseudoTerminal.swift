import Foundation
import Testing

/// The command `tupu` at a pseudo-terminal, with a screen that can be read back.
final class PseudoTerminal {
  private let primary: Int32
  private let child: pid_t
  /// The exit status, once the command is gone.
  private var status: Int32?
  private(set) var screen: ScreenModel

  /// Starts `tupu repl` in a workspace.
  init(
    _ arguments: [String] = [], in workspace: Workspace, columns: Int = 80, rows: Int = 24,
    environment: [String: String] = [:]
  ) throws {
    var (primary, secondary) = (Int32(-1), Int32(-1))
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&primary, &secondary, nil, nil, &size) == 0 else {
      throw CocoaError(.fileReadUnknown)
    }
    self.primary = primary
    screen = ScreenModel(columns: columns, rows: rows)
    var variables = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "FORCE_COLOR", "TUPU_HISTORY"] { variables[name] = nil }
    variables["TERM"] = "xterm-256color"
    variables["HOME"] = workspace.folder.path
    variables["XDG_STATE_HOME"] = workspace.folder.path + "/state"
    variables["XDG_CONFIG_HOME"] = workspace.folder.path + "/config"
    variables["PAGER"] = ""
    let command = try Workspace.command().path
    let terminal = ttyname(secondary).map { String(cString: $0) } ?? "/dev/tty"
    child = try Self.spawn(
      // The shell is there for its 'cd' only.
      ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", workspace.folder.path, command, "repl"]
        + arguments, variables.merging(environment) { $1 }, at: terminal)
    close(secondary)
  }

  deinit {
    if status == nil { finish(seconds: 0) }
    close(primary)
  }

  /// Starts a process in a session of its own: the terminal that it opens first controls it then, so
  /// that Ctrl-C reaches it.
  private static func spawn(
    _ words: [String], _ variables: [String: String], at terminal: String
  ) throws -> pid_t {
    #if os(macOS)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
      let newSession: Int32 = 0x0400
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      let newSession: Int32 = 0x80
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    // Threads of a pool block signals, and would hand that down.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(newSession | Int32(POSIX_SPAWN_SETSIGMASK)))
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] =
      variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in arguments + environment { free(pointer) } }
    var pid = pid_t()
    guard posix_spawn(&pid, words[0], &actions, &attributes, &arguments, &environment) == 0 else {
      throw CocoaError(.executableLoad)
    }
    return pid
  }

  // MARK: - Typing

  /// Sends keys.
  func type(_ text: String) throws {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(primary, $0.baseAddress, min(512, $0.count)) }
      guard count > 0 else { throw CocoaError(.fileWriteUnknown) }
      bytes = bytes.dropFirst(count)
      // A terminal holds only so much that nobody reads.
      readAvailable(milliseconds: 0)
    }
  }

  /// Sends text as a terminal pastes it.
  func paste(_ text: String) throws { try type("\u{1B}[200~\(text)\u{1B}[201~") }

  func resize(columns: Int, rows: Int) {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    screen.resize(columns: columns, rows: rows)
    _ = ioctl(primary, UInt(TIOCSWINSZ), &size)
  }

  // MARK: - Reading

  /// Waits until the screen is as wanted; false when it does not come to that.
  @discardableResult
  func wait(seconds: Double = 20, until isWanted: (ScreenModel) -> Bool) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    while !isWanted(screen) {
      guard Date() < end else { return false }
      guard readAvailable(milliseconds: 50) else { return isWanted(screen) }
    }
    return true
  }

  /// Waits for a text anywhere on the screen.
  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    if !wait(until: { $0.text.contains(text) }) {
      Issue.record(
        "'\(text)' is not on the screen:\n\(screen.text)", sourceLocation: sourceLocation)
    }
  }

  /// Waits for an empty prompt at the cursor.
  func expectPrompt(sourceLocation: SourceLocation = #_sourceLocation) {
    if !wait(until: { $0.cursorLine == "tupu>" && $0.cursor.column == 6 }) {
      Issue.record("there is no prompt:\n\(screen.text)", sourceLocation: sourceLocation)
    }
  }

  /// Reads what is there, into the screen; false at the end.
  @discardableResult
  private func readAvailable(milliseconds: Int32) -> Bool {
    var descriptor = pollfd(fd: primary, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return true }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = read(primary, &buffer, buffer.count)
    guard count > 0 else { return false }
    screen.feed(buffer[..<count])
    return true
  }

  /// Waits for the end of the command, and ends it when it does not come; gives its exit status.
  @discardableResult
  func finish(seconds: Double = 10) -> Int32 {
    if let status { return status }
    let end = Date(timeIntervalSinceNow: seconds)
    var raw: Int32 = 0
    while waitpid(child, &raw, WNOHANG) == 0 {
      if Date() > end { kill(child, SIGKILL) }
      readAvailable(milliseconds: 20)
    }
    // As a shell says it: the signal's number behind 128.
    let code = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
    readAvailable(milliseconds: 0)
    status = code
    return code
  }

  func signal(_ number: Int32) { kill(child, number) }

  /// Whether the terminal takes lines and echoes, as it does outside an editor.
  var isCooked: Bool {
    var modes = termios()
    guard tcgetattr(primary, &modes) == 0 else { return false }
    return modes.c_lflag & tcflag_t(ICANON) != 0 && modes.c_lflag & tcflag_t(ECHO) != 0
  }
}
