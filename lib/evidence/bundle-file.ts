import crypto from 'node:crypto'
import { Readable } from 'node:stream'
import { canonicalJson } from '@/lib/audit/canonical-json'

/** A file of a bundle: its bytes, or what is known of them before they are read. */
export interface BundleFile {
  path: string
  size: number
  /** Hex. */
  sha256: string
  open(): Promise<Readable>
}

/** A file whose bytes are at hand. */
export function bytesFile(path: string, content: string | Buffer): BundleFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const sha256 = crypto.createHash('sha256').update(bytes).digest('hex')
  return { path, size: bytes.length, sha256, open: async () => Readable.from([bytes]) }
}

/** A JSON file for people to read; instants in it become ISO 8601. */
export function jsonFile(path: string, value: unknown): BundleFile {
  return bytesFile(path, `${JSON.stringify(value, null, 2)}\n`)
}

/** What a bundle consists of, without what is in it (docs/evidence.md). */
export interface Manifest {
  format: 'docket-evidence'
  v: 1
  team: string
  case: string
  number: number
  /** ISO 8601. */
  exportedAt: string
  exportedBy: string
  media: 'included' | 'left out'
  /** In words. */
  mediaSays: string
  /** Entries of the case that were not sealed yet, so that they are not in `trail.jsonl`. */
  unsealed: number
  /** Every file but the manifest itself. */
  files: { path: string; size: number; sha256: string }[]
}

/** The manifest's bytes (RFC 8785): the trail keeps their hash. */
export function manifestFile(about: Omit<Manifest, 'format' | 'v' | 'files'>, files: BundleFile[]): BundleFile {
  const listed = files.map(({ path, size, sha256 }) => ({ path, size, sha256 }))
  const manifest: Manifest = { format: 'docket-evidence', v: 1, ...about, files: listed }
  return bytesFile('manifest.json', canonicalJson(manifest))
}
