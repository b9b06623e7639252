import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { readProvenance } from '@/lib/engine/provenance/read-provenance'
import { makeSignables } from '../../scripts/evaluation/signables'
import {
  makeSignedFiles,
  makeSigners,
  type SignedFile,
  type Signers,
  saveAgain,
} from '../../scripts/evaluation/signed-files'
import { formatsFolder, useMedia, wav } from '../support/media'
import { photograph, plain } from '../support/pictures'

const media = useMedia()
let signers: Signers

beforeAll(async () => {
  signers = await makeSigners()
})

async function read(bytes: Buffer) {
  const path = await media.file('media', bytes)
  const trustListPath = await media.file('trust.pem', signers.authority.pem)
  const { manifest, findings } = await readProvenance(path, { trustListPath })
  return { state: findings[0]?.facts.state, points: findings[0]?.points, message: manifest.validation_state }
}

const shouldPoint: Record<SignedFile['is'], string[]> = {
  declared: ['synthetic', 'manipulated'],
  captured: ['authentic'],
  changed: ['manipulated'],
  none: ['context'],
}

const film = (name: string) => readFile(path.join(formatsFolder, name))
const tone = async (hertz: number) => wav(8000, 2, (second) => Math.sin(second * hertz) / 2)
const picture = (format: 'jpeg' | 'png' | 'webp' | 'gif') => async (seed: number) =>
  photograph({ width: 160, height: 120, seed }).toFormat(format).toBuffer()
/** Two files of each format that is signed. */
const formats: [string, (seed: number) => Promise<Buffer>][] = [
  ['JPEG', picture('jpeg')],
  ['PNG', picture('png')],
  ['WebP', picture('webp')],
  ['GIF', picture('gif')],
  ['MP4', (seed) => film(seed === 1 ? 'silent.mp4' : 'clip.mp4')],
  ['M4A', () => film('tone.m4a')],
  ['MP3', () => film('tone.mp3')],
  ['WAV', (seed) => tone(seed * 1000)],
]

it.each(formats)('signed and changed %s files are what they are called', async (format, as) => {
  const plainFile = await as(1)
  const given = await as(2)
  // Where there is but one sample, the other is one whose last bytes are not the same.
  const other = given.equals(plainFile) ? Buffer.concat([given.subarray(0, -20), Buffer.alloc(20, 1)]) : given
  const files = await makeSignedFiles(plainFile, other, signers)
  expect(new Set(files.map(({ kind }) => kind)).size).toBe(files.length)
  for (const { kind, is, bytes } of files) {
    const { state, points } = await read(bytes)
    expect(shouldPoint[is], kind).toContain(points)
    // Of boxes a signature may leave nothing out: then it says nothing at all.
    const isVague = kind === 'capture, part of it not covered' && (format === 'MP4' || format === 'M4A')
    const unchanged = isVague ? 'unverifiable' : 'intact'
    if (kind !== 'unsigned') expect(state, kind).toBe(is === 'changed' ? 'changed' : unchanged)
  }
})

it('a copy saved again has lost its credentials, so there is something a level can miss', async () => {
  const small = await plain().jpeg().toBuffer()
  const [declared] = await makeSignedFiles(small, small, signers)
  for (const how of ['re-encoded', 'social'] as const) {
    expect(await read(await saveAgain(declared!.bytes, how))).toMatchObject({ state: 'none', message: 'NotPresent' })
  }
})

it('the set holds pictures of four formats, each beside another of its own', async () => {
  const bytes = await plain().png().toBuffer()
  const photographs = ['a', 'b', 'c', 'd'].map((name) => ({ name, source: 'GCompris' as const, bytes }))
  const seen: string[] = []
  for await (const { format, origin, plain: file, other } of makeSignables(photographs, [], '/nowhere')) {
    seen.push(`${format} ${origin}`)
    expect(file.subarray(0, 3)).toEqual(other.subarray(0, 3))
    // The rest is written by FFmpeg, which need not be here.
    if (seen.length === 12) break
  }
  const all = (format: string) => ['a', 'b', 'c', 'd'].map((name) => `${format} ${name}`)
  expect(seen).toEqual(['JPEG a', 'JPEG c', 'PNG b', 'PNG d', ...all('WebP'), ...all('GIF')])
})
