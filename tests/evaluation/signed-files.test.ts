import { beforeAll, expect, it } from 'vitest'
import { readProvenance } from '@/lib/engine/provenance/read-provenance'
import {
  makeSignedFiles,
  makeSigners,
  type SignedFile,
  type Signers,
  saveAgain,
} from '../../scripts/evaluation/signed-files'
import { useMedia } from '../support/media'
import { photograph, plain } from '../support/pictures'

const media = useMedia()
let signers: Signers

beforeAll(async () => {
  signers = await makeSigners()
})

async function read(bytes: Buffer) {
  const path = await media.file('picture', bytes)
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

it.each(['jpeg', 'png'] as const)('signed and changed %s files are what they are called', async (format) => {
  const as = (seed: number) => photograph({ width: 160, height: 120, seed }).toFormat(format).toBuffer()
  const files = await makeSignedFiles(await as(1), await as(2), signers)
  expect(new Set(files.map(({ kind }) => kind)).size).toBe(files.length)
  for (const { kind, is, bytes } of files) {
    const { state, points } = await read(bytes)
    expect(shouldPoint[is], kind).toContain(points)
    if (kind !== 'unsigned') expect(state, kind).toBe(is === 'changed' ? 'changed' : 'intact')
  }
})

it('a copy saved again has lost its credentials, so there is something a level can miss', async () => {
  const small = await plain().jpeg().toBuffer()
  const [declared] = await makeSignedFiles(small, small, signers)
  for (const how of ['re-encoded', 'social'] as const) {
    expect(await read(await saveAgain(declared!.bytes, how))).toMatchObject({ state: 'none', message: 'NotPresent' })
  }
})
