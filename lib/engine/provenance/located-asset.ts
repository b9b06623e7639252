import type { Asset } from '@trustnxt/c2pa-ts/asset'

/** What a file keeps its manifest store in. */
export interface StorePlace {
  /** The JUMBF of the store. */
  store: Uint8Array
  /** The box, chunk, frame or extension around it, of which nothing is hashed: offsets in bytes from the start of the file. */
  wrapper: { start: number; end: number }
}

/** Files the library cannot read, or not safely: it gets the store and the bytes from here, and never writes. */
export class LocatedAsset implements Asset {
  constructor(
    readonly bytes: Uint8Array,
    readonly mimeType: string,
    private readonly place: StorePlace,
  ) {}

  getDataLength(): number {
    return this.bytes.length
  }

  async getDataRange(start = 0, length = this.bytes.length): Promise<Uint8Array> {
    return this.bytes.subarray(start, start + length)
  }

  getManifestJUMBF(): Uint8Array {
    return this.place.store
  }

  getHashExclusionRange(): { start: number; length: number } {
    const { start, end } = this.place.wrapper
    return { start, length: end - start }
  }

  dumpInfo(): string {
    return this.mimeType
  }

  ensureManifestSpace(): Promise<void> {
    return Promise.reject(new Error('Read only.'))
  }

  writeManifestJUMBF(): Promise<void> {
    return Promise.reject(new Error('Read only.'))
  }
}
