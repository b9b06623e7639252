import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { makeJpeg } from '@/bench/sample-files'
import { sharp } from '@/lib/engine/image/picture-decoder'

it('a bench draws its pictures in a process that has the engine’s decoder loaded, which reads no drawings', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'docket-bench-'))
  try {
    const file = await makeJpeg(folder, 'a.jpg', { width: 64, height: 48 }, 8)
    expect(await sharp(file).metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 48 })
  } finally {
    await rm(folder, { recursive: true })
  }
})
