import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { RedrawRequest } from '@/lib/engine/image/redraw-picture'
import { runRedraw } from '@/lib/engine/run-redraw'
import { formatsFolder, mediaFolder, useMedia } from '../support/media'

const media = useMedia()
const limits = { memoryMegabytes: 1024 }

async function asked(file: string, more: Partial<RedrawRequest> = {}): Promise<RedrawRequest> {
  const size = { width: 100, height: 80 }
  return { path: file, workFolder: await media.newFolder(), redrawAs: 'small.webp', ...size, ...more }
}

describe('a picture that is drawn anew in a process of its own', () => {
  it.each([path.join(mediaFolder, 'photograph.jpg'), path.join(formatsFolder, 'still.heic')])(
    '%s becomes a small WebP without what its file carried',
    async (file) => {
      const request = await asked(file)
      const { path: drawn, contentType, width, height } = await runRedraw(request, limits)
      expect(drawn).toBe(path.join(request.workFolder, 'small.webp'))
      const { format, exif, ...is } = await sharp(drawn).metadata()
      expect({ contentType, width, height }).toEqual({ contentType: 'image/webp', width: is.width, height: is.height })
      expect([format, exif, width <= 100 && height <= 80]).toEqual(['webp', undefined, true])
    },
  )

  it('is refused in a sentence where it is none, and nothing is left', async () => {
    for (const bytes of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '', '\xff\xd8\xff broken']) {
      const request = await asked(await media.file('no-picture', Buffer.from(bytes, 'latin1')))
      await expect(runRedraw(request, limits)).rejects.toMatchObject({ name: 'AnalysisFailure', permanent: true })
      expect(await readdir(request.workFolder)).toEqual([])
    }
  })

  it('writes nowhere but into its folder', async () => {
    const request = await asked(path.join(mediaFolder, 'photograph.jpg'), { redrawAs: '../elsewhere.webp' })
    const { path: drawn } = await runRedraw(request, limits)
    expect(drawn).toBe(path.join(request.workFolder, 'elsewhere.webp'))
  })

  it.each([
    ['names a file elsewhere', { kind: 'redrawn', picture: { path: '/etc/passwd', width: 1, height: 1 } }],
    ['answers something else', { kind: 'progress', stage: 'x', share: 2 }],
  ])('a process that %s is not believed', async (_, message) => {
    const said =
      'picture' in message ? { ...message, picture: { ...message.picture, contentType: 'image/webp' } } : message
    const program = await media.file(
      'child.mjs',
      `import fs from 'node:fs'
      process.stdin.once('data', () => fs.writeFileSync(3, ${JSON.stringify(`${JSON.stringify(said)}\n`)}))`,
    )
    const request = await asked(path.join(mediaFolder, 'photograph.jpg'))
    await expect(runRedraw(request, { ...limits, program })).rejects.toMatchObject({
      message: expect.stringContaining('no usable result'),
    })
  })

  it('waits while two others are drawn, and has its turn after one that failed', async () => {
    const busy = await media.newFolder()
    const program = await media.file(
      'child.mjs',
      `import fs from 'node:fs'
      import path from 'node:path'
      process.stdin.once('data', (text) => {
        const { workFolder } = JSON.parse(text)
        fs.writeFileSync(path.join(workFolder, 'began'), String(Date.now()))
        setTimeout(() => {
          fs.writeFileSync(path.join(workFolder, 'ended'), String(Date.now()))
          fs.writeFileSync(3, 'no message\\n')
        }, 300)
      })`,
    )
    const requests = await Promise.all([1, 2, 3, 4, 5].map(() => asked(path.join(busy, 'a.jpg'))))
    await Promise.allSettled(requests.map((request) => runRedraw(request, { ...limits, program })))
    const at = async (request: RedrawRequest, name: string) =>
      Number(await readFile(path.join(request.workFolder, name), 'utf8'))
    const spans = await Promise.all(
      requests.map(async (request) => ({ began: await at(request, 'began'), ended: await at(request, 'ended') })),
    )
    for (const { began } of spans) {
      expect(spans.filter((other) => other.began <= began && began < other.ended).length).toBeLessThanOrEqual(2)
    }
  })

  /** A process that waits as long as its file's name says in ms, then answers; `killed`: as if from outside, the first time. */
  const slowProgram = () =>
    media.file(
      'child.mjs',
      `import fs from 'node:fs'
      import path from 'node:path'
      process.stdin.once('data', (text) => {
        const { path: file, workFolder } = JSON.parse(text)
        const name = path.basename(file)
        const again = path.join(workFolder, 'again')
        if (name === 'killed' && !fs.existsSync(again)) {
          fs.writeFileSync(again, '')
          process.kill(process.pid, 'SIGKILL')
        }
        const picture = { path: path.join(workFolder, 'small.webp'), width: 1, height: 1, contentType: 'image/webp' }
        setTimeout(() => fs.writeFileSync(3, JSON.stringify({ kind: 'redrawn', picture }) + '\\n'), Number(name) || 0)
      })`,
    )

  it('has the place that is free, not one that is long in use', async () => {
    const program = await slowProgram()
    const ended: string[] = []
    const draw = async (name: string) => {
      await runRedraw(await asked(name), { ...limits, program })
      ended.push(name)
    }
    await Promise.all(['/4000', '/1', '/2', '/3'].map(draw))
    expect(ended.at(-1)).toBe('/4000')
  })

  it('is drawn once more where its process was stopped from outside', async () => {
    const program = await slowProgram()
    expect(await runRedraw(await asked('/killed'), { ...limits, program })).toMatchObject({ width: 1 })
  })

  it('is given up when it is no longer wanted', async () => {
    const request = await asked(path.join(mediaFolder, 'photograph.jpg'))
    const signal = AbortSignal.timeout(1)
    await expect(runRedraw(request, { ...limits, signal })).rejects.toMatchObject({ permanent: false })
  })
})
