import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { AnalysisFailure } from '@/lib/engine/failure'
import { type RunOptions, runAnalysis } from '@/lib/engine/run-analysis'
import { mediaFolder, useMedia } from '../support/media'

const media = useMedia()
const limits = { timeoutSeconds: 60, memoryMegabytes: 2048 }

/**
 * A child that does `code` instead of an analysis; `request` is what it was sent, `send` answers. Held as the bundled
 * engine is; as TypeScript, which is what runs where that cannot be made, Node's own permissions are missing.
 */
async function child(code: string, name = 'child.mjs'): Promise<string> {
  return media.file(
    name,
    `import fs from 'node:fs'
    import path from 'node:path'
    const send = (message) => fs.writeFileSync(3, JSON.stringify(message) + '\\n')
    process.stdin.once('data', async (text) => {
      const request = JSON.parse(text)
      ${code}
    })`,
  )
}

async function runChild(code: string, more: Partial<RunOptions> = {}, name = 'child.mjs') {
  const request = await media.request('speech.wav', 'audio')
  return runAnalysis(request, { ...limits, program: await child(code, name), ...more })
}

function failureOf(run: Promise<unknown>): Promise<AnalysisFailure> {
  return run.then(
    () => expect.unreachable('it ended well'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(AnalysisFailure)
      return error as AnalysisFailure
    },
  )
}

async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return stat !== null && !/\) Z /.test(stat)
}

async function waitUntilGone(pid: number): Promise<void> {
  await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false)
}

describe('runAnalysis', () => {
  it('analyses in a process of its own and passes on how it goes', async () => {
    const stages: string[] = []
    const request = await media.request('speech.wav', 'audio')
    const analysis = await runAnalysis(request, { ...limits, onProgress: (stage) => stages.push(stage) })
    expect(analysis).toMatchObject({ mediaType: 'audio', verdict: { label: 'Neutral/Uncertain', score: 0.5 } })
    expect(path.dirname(analysis.evidence.find((item) => item.map)!.map!.path)).toBe(request.workFolder)
    expect(stages).toContain('Reading Content Credentials')
  })

  it('passes on that part of a video is missing', async () => {
    const bay = await readFile(path.join(mediaFolder, 'bay.mp4'))
    const file = await media.file('bay.mp4', bay.subarray(0, 70_000))
    const { doubts } = await runAnalysis(await media.request(file, 'video'), limits)
    expect(doubts.map(({ code }) => code)).toContain('incomplete')
  })

  it('lets nothing of the media lie about: no core dump, and no picture too large for memory in a file', async () => {
    const seen: string[] = []
    const code = `
      const { readFileSync } = await import('node:fs')
      const [limit] = /Max core file size +.*/.exec(readFileSync('/proc/self/limits', 'utf8'))
      send({ kind: 'progress', stage: limit + ' ' + process.env.VIPS_DISC_THRESHOLD, share: 0 })
      setTimeout(() => process.exit(0), 200)`
    await failureOf(runChild(code, { onProgress: (stage) => seen.push(stage) }))
    expect(seen.map((text) => text.split(/ {2,}/).slice(1, 3))).toEqual([['0', '0']])
    expect(seen[0]).toMatch(/ 1024g$/)
  })

  it('is held by the kernel as well, for when nobody watches any more', async () => {
    const seen: string[] = []
    const code = `
      send({ kind: 'progress', stage: fs.readFileSync('/proc/self/limits', 'utf8').slice(0, 500), share: 0 })
      process.exit(0)`
    await failureOf(
      runChild(code, { timeoutSeconds: 30, memoryMegabytes: 512, onProgress: (stage) => seen.push(stage) }),
    )
    expect(seen[0]).toMatch(/^Max cpu time +130 /m)
    expect(seen[0]).toMatch(new RegExp(`^Max file size +${64 * 2 ** 20} `, 'm'))
    expect(seen[0]).toMatch(new RegExp(`^Max data size +${2048 * 2 ** 20} `, 'm'))
  })

  it('passes on the refusal of media that cannot be analysed', async () => {
    const file = await media.file('letter.mp4', 'Dear Sir or Madam,\n'.repeat(200))
    const failure = await failureOf(runAnalysis(await media.request(file, 'video'), limits))
    expect(failure.permanent).toBe(true)
    expect(failure.message).toContain('could not be opened')
  })

  it('stops what takes too long, with everything it started', async () => {
    let pids: number[] = []
    const code = `
      const { spawn } = await import('node:child_process')
      const other = spawn('/bin/sleep', ['60'])
      send({ kind: 'progress', stage: process.pid + ' ' + other.pid, share: 0 })
      for (;;) {}`
    const onProgress = (stage: string) => {
      pids = stage.split(' ').map(Number)
    }
    const failure = await failureOf(runChild(code, { timeoutSeconds: 2, onProgress }, 'child.ts'))
    expect(failure).toMatchObject({ permanent: true, message: expect.stringContaining('longer than 2 seconds') })
    expect(pids).toHaveLength(2)
    for (const pid of pids) await waitUntilGone(pid)
  })

  it('stops what holds too much memory outside of JavaScript', async () => {
    const code = 'const kept = []; setInterval(() => kept.push(Buffer.alloc(20_000_000, 1)), 10)'
    const failure = await failureOf(runChild(code, { memoryMegabytes: 300 }))
    expect(failure).toMatchObject({ permanent: true, message: expect.stringContaining('300 MB of memory') })
  })

  it('stops what holds too much memory inside of JavaScript', async () => {
    const code = 'const kept = []; for (;;) kept.push(new Array(1000).fill(Math.random()))'
    const failure = await failureOf(runChild(code, { memoryMegabytes: 300 }))
    expect(failure).toMatchObject({ permanent: true, message: expect.stringContaining('memory') })
  })

  it('counts the memory of what it started', async () => {
    const code = `
      const { spawn } = await import('node:child_process')
      const hoard = 'const kept = []; setInterval(() => kept.push(Buffer.alloc(20000000, 1)), 10)'
      spawn(process.execPath, ['-e', hoard])`
    const failure = await failureOf(runChild(code, { memoryMegabytes: 500 }, 'child.ts'))
    expect(failure).toMatchObject({ permanent: true, message: expect.stringContaining('500 MB of memory') })
  })

  it('stops what starts other programs, with all of them', async () => {
    let pids: number[] = []
    const code = `
      const { spawn } = await import('node:child_process')
      const others = Array.from({ length: 20 }, () => spawn('/bin/sleep', ['60']).pid)
      send({ kind: 'progress', stage: others.join(' '), share: 0 })`
    const onProgress = (stage: string) => {
      pids = stage.split(' ').map(Number)
    }
    const failure = await failureOf(runChild(code, { onProgress }, 'child.ts'))
    expect(failure).toMatchObject({ permanent: true, message: expect.stringContaining('started other programs') })
    expect(pids).toHaveLength(20)
    for (const pid of pids) await waitUntilGone(pid)
  })

  it.each([
    ['another program', `;(await import('node:child_process')).spawn('/bin/sleep', ['60'])`],
    ['a thread', `new (await import('node:worker_threads')).Worker('setInterval(() => {}, 1000)', { eval: true })`],
    ['a file outside of its work folder', `fs.writeFileSync(path.join(request.workFolder, '..', 'escaped'), 'x')`],
    ['the media it was given', `fs.writeFileSync(request.path, 'x')`],
  ])('is refused %s to start or to write', async (_, code) => {
    const failure = await failureOf(runChild(`${code}; setInterval(() => {}, 1000)`))
    expect(failure.permanent).toBe(false)
    expect(failure.cause).toContain('ERR_ACCESS_DENIED')
  })

  it.each([
    ['many files', `for (let i = 0; i < 2000; i += 1) fs.writeFileSync(path.join(request.workFolder, 'f' + i), 'x')`],
    [
      'many bytes',
      `for (let i = 0; i < 10; i += 1) fs.truncateSync(fs.openSync(path.join(request.workFolder, 'f' + i), 'w'), 60e6)`,
    ],
  ])('stops what writes %s to its work folder', async (_, code) => {
    const failure = await failureOf(
      runChild(`${code.replace('truncateSync', 'ftruncateSync')}; setInterval(() => {}, 1000)`),
    )
    expect(failure).toMatchObject({ permanent: true, message: expect.stringContaining('wrote more') })
  })

  it('lets no file grow endlessly', async () => {
    const code = `
      const file = fs.openSync(path.join(request.workFolder, 'endless'), 'w')
      try { for (;;) fs.writeSync(file, Buffer.alloc(4_000_000)) }
      finally { send({ kind: 'progress', stage: String(fs.fstatSync(file).size), share: 0 }) }`
    const sizes: number[] = []
    const failure = await failureOf(runChild(code, { onProgress: (stage) => sizes.push(Number(stage)) }))
    expect(failure).toBeInstanceOf(AnalysisFailure)
    expect(sizes).toEqual([64 * 2 ** 20])
  })

  it.each([
    ['a line without end', `for (;;) fs.writeSync(3, 'x'.repeat(1_000_000))`],
    ['progress without end', `for (;;) send({ kind: 'progress', stage: 'x'.repeat(400), share: 0 })`],
    ['complaints without end', `for (;;) try { fs.writeSync(2, 'broken '.repeat(1000)) } catch {}`],
    [
      'what is nested without end',
      `fs.writeSync(3, '['.repeat(1_000_000) + ']'.repeat(1_000_000) + String.fromCharCode(10)); setInterval(() => {}, 1000)`,
    ],
  ])('does not listen to %s', async (_, code) => {
    const before = process.memoryUsage.rss()
    const failure = await failureOf(runChild(code))
    expect(failure).toMatchObject({ permanent: true, message: expect.stringContaining('no usable result') })
    expect((process.memoryUsage.rss() - before) / 2 ** 20).toBeLessThan(400)
  })

  it('refuses a decoder one allocation that is far beyond the limit', async () => {
    const code = `
      try { Buffer.allocUnsafeSlow(3e9); send({ kind: 'failed', message: 'allowed', permanent: true }) }
      catch { send({ kind: 'failed', message: 'refused', permanent: true }) }`
    expect((await failureOf(runChild(code, { memoryMegabytes: 300 }))).message).toBe('refused')
    expect((await failureOf(runChild(code, { memoryMegabytes: 2048 }))).message).toBe('allowed')
  })

  it('stops when it is no longer wanted, and leaves it to be tried again', async () => {
    const stop = new AbortController()
    let pid = 0
    const code = `send({ kind: 'progress', stage: String(process.pid), share: 0 }); for (;;) {}`
    const onProgress = (stage: string) => {
      pid = Number(stage)
      stop.abort()
    }
    const failure = await failureOf(runChild(code, { signal: stop.signal, onProgress }))
    expect(failure.permanent).toBe(false)
    await waitUntilGone(pid)
  })

  it('does not begin when it is not wanted', async () => {
    const failure = await failureOf(runChild('', { signal: AbortSignal.abort() }))
    expect(failure.permanent).toBe(false)
  })

  it('blames the media for a decoder that crashes', async () => {
    const failure = await failureOf(runChild(`process.kill(process.pid, 'SIGSEGV')`))
    expect(failure).toMatchObject({ permanent: true, message: expect.stringContaining('crash') })
  })

  it.each([
    ['is killed from outside', `process.kill(process.pid, 'SIGKILL')`],
    ['ends without a word', 'process.exit(0)'],
    ['breaks', `throw new Error('broken inside')`],
  ])('does not blame the media when the child %s', async (_, code) => {
    const failure = await failureOf(runChild(code))
    expect(failure.permanent).toBe(false)
    expect(failure.message).not.toContain('broken inside')
  })

  it('keeps what the child said last for the log', async () => {
    const failure = await failureOf(runChild(`throw new Error('broken inside')`))
    expect(failure.cause).toContain('broken inside')
  })

  it.each([
    ['garbage', `send({ hello: 'world' })`],
    ['a text', `send('done')`],
    ['a verdict out of range', `send({ kind: 'done', analysis: { verdict: { label: 'Fake', score: 7 } } })`],
  ])('does not believe %s', async (_, code) => {
    const failure = await failureOf(runChild(`${code}; setInterval(() => {}, 1000)`))
    expect(failure).toMatchObject({ permanent: true, message: expect.stringContaining('no usable result') })
  })

  it('does not believe a picture outside of the work folder', async () => {
    const request = await media.request('speech.wav', 'audio')
    const analysis = await runAnalysis(request, limits)
    const forged = structuredClone(analysis)
    forged.evidence.find((item) => item.map)!.map!.path = '/etc/passwd'
    const code = `send({ kind: 'done', analysis: ${JSON.stringify(forged)} }); setInterval(() => {}, 1000)`
    expect((await failureOf(runChild(code))).message).toContain('no usable result')
  })

  it('gives the child nothing of this process’s environment', async () => {
    process.env.DATABASE_URL = 'postgres://secret'
    process.env.AUTH_SECRET = 'secret'
    const said: string[] = []
    await failureOf(
      runChild(`send({ kind: 'progress', stage: JSON.stringify(process.env), share: 0 }); process.exit(0)`, {
        onProgress: (stage) => said.push(stage),
      }),
    )
    expect(said).toHaveLength(1)
    expect(said[0]).not.toContain('secret')
    expect(Object.keys(JSON.parse(said[0]!) as object)).not.toContain('DATABASE_URL')
  })

  it('is up in less than a second, from any working directory', async () => {
    const before = process.cwd()
    process.chdir('/')
    try {
      const times: number[] = []
      // The best of three: the machine may be busy with other tests.
      for (let i = 0; i < 3; i += 1) {
        const begun = performance.now()
        const failure = await failureOf(runChild(`send({ kind: 'failed', message: 'up', permanent: true })`))
        expect(failure.message).toBe('up')
        times.push(performance.now() - begun)
      }
      expect(Math.min(...times)).toBeLessThan(1000)
    } finally {
      process.chdir(before)
    }
  })
})
