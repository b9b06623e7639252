declare module 'yazl' {
  import type { Readable } from 'node:stream'

  /** What the tests use of it; the package brings no types. */
  export class ZipFile {
    readonly outputStream: Readable
    addBuffer(bytes: Buffer, path: string, options?: { compress?: boolean; forceZip64Format?: boolean }): void
    addReadStream(stream: Readable, path: string, options?: { compress?: boolean; forceZip64Format?: boolean }): void
    addEmptyDirectory(path: string): void
    end(options?: { forceZip64Format?: boolean; comment?: string }): void
  }
}
