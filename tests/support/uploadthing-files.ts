import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import busboy from 'busboy'

/** A file at the stand-in: whole, or what has arrived of it. */
export interface KeptFile {
  key: string
  customId: string | null
  name: string
  size: number
  type: string
  acl: string
  path: string
  received: number
  complete: boolean
  uploadedAt: number
  hash: crypto.Hash
}

/** The stand-in's disk. Keys are not checked against customIds, which the real service does not keep unique either. */
export class UploadThingFiles {
  readonly byKey = new Map<string, KeptFile>()

  constructor(private readonly folder: string) {}

  /** By key or customId; only whole ones are files to anybody else. */
  find(id: string): KeptFile | undefined {
    return [...this.byKey.values()].find((file) => file.complete && (file.key === id || file.customId === id))
  }

  whole(): KeptFile[] {
    return [...this.byKey.values()].filter((file) => file.complete)
  }

  begin(known: Omit<KeptFile, 'path' | 'received' | 'complete' | 'uploadedAt' | 'hash'>): KeptFile {
    const file = { ...known, path: path.join(this.folder, crypto.randomUUID()), received: 0, complete: false }
    fs.writeFileSync(file.path, '')
    const kept = { ...file, uploadedAt: Date.now(), hash: crypto.createHash('md5') }
    this.byKey.set(known.key, kept)
    return kept
  }

  remove(file: KeptFile): void {
    this.byKey.delete(file.key)
    fs.rmSync(file.path, { force: true })
  }

  /** Appends a form's part `file`; what arrived before a line broke stays. `breakAfter`: bytes after which it is cut. */
  async append(file: KeptFile, headers: Record<string, unknown>, body: Readable, breakAfter: number): Promise<void> {
    const form = busboy({ headers: headers as Record<string, string> })
    const out = fs.openSync(file.path, 'a')
    try {
      await new Promise<void>((resolve, reject) => {
        form.on('file', (_name, part) => {
          part.on('data', (chunk: Buffer) => {
            const taken = chunk.subarray(0, Math.max(0, breakAfter - file.received))
            fs.writeSync(out, taken)
            file.received += taken.length
            file.hash.update(taken)
            if (taken.length < chunk.length) body.destroy(new Error('the line breaks'))
          })
          part.on('error', reject)
        })
        form.on('close', resolve)
        form.on('error', reject)
        body.on('error', reject)
        body.on('aborted', () => reject(new Error('the sender went')))
        body.pipe(form)
      })
    } finally {
      fs.closeSync(out)
    }
  }

  md5(file: KeptFile): string {
    return file.hash.copy().digest('hex')
  }
}
