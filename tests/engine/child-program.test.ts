import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Analysis, MediaType } from '@/lib/engine/analysis'
import { childProgram, programOf } from '@/lib/engine/child-program'
import { runAnalysis } from '@/lib/engine/run-analysis'
import { useMedia } from '../support/media'

const media = useMedia()
const asTypeScript = path.resolve('lib/engine/analysis-child.ts')
const limits = { timeoutSeconds: 60, memoryMegabytes: 2048 }

describe('the bundle of the engine', () => {
  it('is plain JavaScript, made once, and made again where it is gone', async () => {
    const { file, loader } = await childProgram()
    expect(file).toMatch(/analysis-child\.mjs$/)
    expect(loader).toBeNull()
    expect((await childProgram()).file).toBe(file)
    await rm(path.dirname(file), { recursive: true })
    expect((await childProgram()).file).toBe(file)
    expect(existsSync(file)).toBe(true)
  })

  it.each<[string, MediaType]>([
    ['signed-capture.jpg', 'image'],
    ['stable-diffusion.png', 'image'],
    ['speech.wav', 'audio'],
    ['bay.mp4', 'video'],
  ])('finds in %s what the engine finds as TypeScript', async (file, mediaType) => {
    const told = ({ evidence, verdict, c2pa, frames, windows, fingerprints, doubts }: Analysis) => ({
      ...{ verdict, c2pa, frames, windows, fingerprints, doubts },
      evidence: evidence.map(({ map, ...item }) => ({ ...item, map: map && path.basename(map.path) })),
    })
    const bundled = await runAnalysis(await media.request(file, mediaType), limits)
    const plain = await runAnalysis(await media.request(file, mediaType), { ...limits, program: asTypeScript })
    expect(told(bundled)).toEqual(told(plain))
    expect(bundled.evidence.filter(({ status }) => status === 'failed')).toEqual([])
  })

  it('leaves a program as it is, with a loader only for TypeScript', () => {
    expect(programOf('/tmp/child.mjs')).toEqual({ file: '/tmp/child.mjs', loader: null })
    expect(programOf('/tmp/child.ts').loader).toMatch(/^file:.*tsx/)
  })
})
