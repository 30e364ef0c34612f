public import Datalog
import Foundation

/// Files of this machine for scripts: those below a script's own folder and the working folder.
///
/// A path is taken as relative to the folder of the script that names it. Links are followed before
/// the folder is checked, so none leads out of it.
public struct ScriptFiles: FileAccess {
  private let roots: [String]
  private let workingFolder: String

  /// Allows the folders of some scripts, and the working folder.
  ///
  /// - Parameters:
  ///   - scripts: Paths of the scripts that are run.
  ///   - workingFolder: The working folder; the process's own unless given.
  ///   - further: Further folders that the caller allows.
  public init(scripts: [String] = [], workingFolder: String? = nil, allowing further: [String] = [])
  {
    let current = workingFolder ?? FileManager.default.currentDirectoryPath
    self.workingFolder = current
    let folders = scripts.map {
      URL(filePath: $0, relativeTo: URL(filePath: current, directoryHint: .isDirectory))
        .deletingLastPathComponent().path
    }
    roots = ([current] + folders + further).map { URL(filePath: $0).resolvingSymlinksInPath().path }
  }

  /// Reads a file below an allowed folder.
  public func read(_ path: String, relativeTo script: String) throws(FileAccessError) -> (
    name: String, bytes: [UInt8]
  ) {
    let (name, data) = try content(path, relativeTo: script, isMapped: false)
    return (name, [UInt8](data))
  }

  /// Uses the content of a file below an allowed folder; it is mapped where that is possible.
  public func withBytes<Result>(
    of path: String, relativeTo script: String, _ use: (UnsafeRawBufferPointer) -> Result
  ) throws(FileAccessError) -> Result {
    try content(path, relativeTo: script, isMapped: true).data.withUnsafeBytes(use)
  }

  private func content(
    _ path: String, relativeTo script: String, isMapped: Bool
  ) throws(FileAccessError) -> (name: String, data: Data) {
    let resolved = try resolve(path, relativeTo: script, verb: "read")
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: resolved, isDirectory: &isFolder) else {
      throw FileAccessError(.unreadable, "there is no file '\(path)'")
    }
    let location = URL(filePath: resolved)
    // What is no plain file cannot be mapped.
    let mapped = isMapped ? try? Data(contentsOf: location, options: .alwaysMapped) : nil
    guard !isFolder.boolValue, let data = mapped ?? (try? Data(contentsOf: location))
    else { throw FileAccessError(.unreadable, "'\(path)' cannot be read") }
    return (shown(resolved), data)
  }

  /// A file's place, number, size, and the times when its content and its entry were changed.
  public func version(of path: String, relativeTo script: String) -> String? {
    guard let resolved = try? resolve(path, relativeTo: script, verb: "read") else { return nil }
    var status = stat()
    guard stat(resolved, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    #if canImport(Darwin)
      let (content, entry) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (content, entry) = (status.st_mtim, status.st_ctim)
    #endif
    return "\(resolved) \(status.st_dev) \(status.st_ino) \(status.st_size)"
      + " \(content.tv_sec).\(content.tv_nsec) \(entry.tv_sec).\(entry.tv_nsec)"
  }

  /// Writes a file below an allowed folder, replacing it whole.
  public func write(_ bytes: [UInt8], to path: String, relativeTo script: String)
    throws(FileAccessError)
  {
    let resolved = try resolve(path, relativeTo: script, verb: "written")
    let folder = (resolved as NSString).deletingLastPathComponent
    guard FileManager.default.fileExists(atPath: folder) else {
      throw FileAccessError(.unwritable, "'\(path)' cannot be written: there is no such folder")
    }
    do {
      try Data(bytes).write(to: URL(filePath: resolved), options: .atomic)
    } catch {
      throw FileAccessError(
        .unwritable, "'\(path)' cannot be written: \(error.localizedDescription)")
    }
  }

  private func resolve(_ path: String, relativeTo script: String, verb: String)
    throws(FileAccessError) -> String
  {
    let base = URL(filePath: workingFolder, directoryHint: .isDirectory)
    let folder = URL(filePath: script, relativeTo: base).deletingLastPathComponent()
    let target = URL(filePath: path, relativeTo: folder).absoluteURL.standardizedFileURL
    // A file that is to be made has no links of its own yet; its folder may.
    let parent = target.deletingLastPathComponent().resolvingSymlinksInPath()
    let resolved = parent.appending(path: target.lastPathComponent).resolvingSymlinksInPath().path
    guard roots.contains(where: { resolved.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }) else {
      throw FileAccessError(
        .notAllowed,
        "'\(path)' may not be \(verb): it is below neither the script's folder nor the working folder"
      )
    }
    return resolved
  }

  /// The path as messages show it: relative to the working folder where it lies below it.
  private func shown(_ path: String) -> String {
    let root = URL(filePath: workingFolder).resolvingSymlinksInPath().path + "/"
    return path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
  }
}
