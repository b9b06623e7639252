import type { Asset } from '@trustnxt/c2pa-ts/asset'

/** Where a file keeps its manifest store: offsets in bytes from the start of the file. */
export interface StorePlace {
  /** The JUMBF of the store. */
  store: { start: number; end: number }
  /** The box, chunk or frame around it, of which nothing is hashed. */
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
    return this.bytes.subarray(this.place.store.start, this.place.store.end)
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
