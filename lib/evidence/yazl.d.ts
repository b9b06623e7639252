declare module 'yazl' {
  import type { EventEmitter } from 'node:events'
  import type { Readable } from 'node:stream'

  /** What Docket and its tests use of it; the package brings no types. */
  export class ZipFile extends EventEmitter {
    readonly outputStream: Readable
    addBuffer(bytes: Buffer, path: string, options?: { compress?: boolean; forceZip64Format?: boolean }): void
    addReadStream(stream: Readable, path: string, options?: { compress?: boolean; forceZip64Format?: boolean }): void
    /** Asks for the stream when its turn has come; `size` in bytes of what comes in. */
    addReadStreamLazy(
      path: string,
      options: { compress?: boolean; size?: number },
      getStream: (give: (error: unknown, stream?: Readable) => void) => void,
    ): void
    addEmptyDirectory(path: string): void
    end(options?: { forceZip64Format?: boolean; comment?: string }): void
  }
}
