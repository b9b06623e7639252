/**
 * Made the signed files beside this one, with another implementation than the one under test: c2pa-rs as WebAssembly.
 *   npm pack @contentauth/c2pa-wasm@0.13.3 && tar xzf contentauth-c2pa-wasm-0.13.3.tgz
 *   tsx tests/engine/provenance/reference/sign-reference.ts package FOLDER_OF_MEDIA
 * Each file is declared as made by a generative model; the authority is new each time and stands in authority.pem.
 */
import { webcrypto } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Encoder } from 'cbor-x'
import { makeIdentity } from '../../../support/c2pa'

const [library = '', media = ''] = process.argv.slice(2)
const formats: Record<string, string> = {
  '.avi': 'video/avi',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.heic': 'image/heic',
  '.m4a': 'audio/mp4',
  '.mov': 'video/quicktime',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.wav': 'audio/wav',
  '.webp': 'image/webp',
}
const signatureBytes = 2000

/** The library asks for a reader that only browsers' workers have. */
class SyncBlob extends Blob {
  constructor(readonly content: Buffer) {
    super([new Uint8Array(content)])
  }

  override slice(start = 0, end = this.content.length): SyncBlob {
    return new SyncBlob(this.content.subarray(start, end))
  }
}
Object.assign(globalThis, {
  FileReaderSync: class {
    readAsArrayBuffer({ content }: SyncBlob): ArrayBuffer {
      return new Uint8Array(content).buffer
    }
  },
})

const { initSync, WasmBuilder } = await import(path.resolve(library, 'pkg/c2pa.js'))
initSync({ module: await readFile(path.resolve(library, 'pkg/c2pa_bg.wasm')) })
const authority = await makeIdentity({ name: 'Authority', authority: true, to: 3650 })
const signer = await makeIdentity({ name: 'Maker', issuer: authority, to: 3650 })
await writeFile(path.join(import.meta.dirname, 'authority.pem'), authority.pem)
const encoder = new Encoder({ tagUint8Array: false, useRecords: false, mapsAsObjects: false })

/** The signature as COSE_Sign1, filled up to the length that was promised. */
async function cose(claim: Uint8Array): Promise<Uint8Array> {
  const headers = encoder.encode(
    new Map<number, unknown>([
      [1, -7],
      [33, [Buffer.from(signer.certificate.rawData)]],
    ]),
  )
  const content = encoder.encode(['Signature1', headers, Buffer.alloc(0), Buffer.from(claim)])
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
  const signature = await webcrypto.subtle.sign(algorithm, signer.keys.privateKey, new Uint8Array(content))
  for (let pad = signatureBytes; pad > 0; pad--) {
    const body = encoder.encode([headers, new Map([['pad', Buffer.alloc(pad)]]), null, Buffer.from(signature)])
    if (body.length + 1 === signatureBytes) return new Uint8Array([0xd2, ...body])
  }
  throw new Error('The signature is longer than promised.')
}

for (const file of await readdir(media)) {
  const format = formats[path.extname(file)]
  if (!format) continue
  const digitalSourceType = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'
  const actions = { label: 'c2pa.actions.v2', data: { actions: [{ action: 'c2pa.created', digitalSourceType }] } }
  const definition = {
    claim_generator_info: [{ name: 'c2pa-rs', version: '0.13.3' }],
    format,
    // In the WebP as somebody else's word, as c2pa-rs writes it where it is not told better.
    assertions: [{ ...actions, created: path.extname(file) !== '.webp' }],
  }
  const settings = { verify: { verify_after_sign: false, verify_trust: false } }
  const builder = WasmBuilder.fromJson(JSON.stringify(definition), JSON.stringify(settings))
  const source = new SyncBlob(await readFile(path.join(media, file)))
  const signed = await builder.sign({ alg: 'es256', reserveSize: signatureBytes, sign: cose }, [], format, source)
  await writeFile(path.join(import.meta.dirname, file), signed)
}
