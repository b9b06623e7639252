import { spawn } from 'node:child_process'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { processGroup } from '@/lib/engine/process-group'
import { readLines } from '@/lib/engine/read-lines'
import { sizeOfFolder } from '@/lib/engine/work-folder-size'
import { mediaFolder, useMedia } from '../support/media'

const media = useMedia()

describe('readLines', () => {
  function read(mostBytes: number) {
    const stream = new PassThrough()
    const lines: string[] = []
    let refused = 0
    readLines(
      stream,
      mostBytes,
      (line) => lines.push(line),
      () => {
        refused += 1
      },
    )
    return { stream, lines, refused: () => refused }
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

  it('puts lines together that come in pieces, and takes those apart that come together', async () => {
    const { stream, lines } = read(1000)
    const bytes = Buffer.from('{"a":"é"}\n{"b":1}\n{"c')
    for (const byte of bytes) stream.write(Buffer.from([byte]))
    stream.write('":2}\n')
    await settle()
    expect(lines).toEqual(['{"a":"é"}', '{"b":1}', '{"c":2}'])
  })

  it('reads up to its limit and no byte further', async () => {
    const within = read(10)
    within.stream.write('123456789\n')
    await settle()
    expect([within.lines, within.refused()]).toEqual([['123456789'], 0])
    within.stream.write('\n')
    await settle()
    expect([within.lines, within.refused()]).toEqual([['123456789'], 1])
    expect(within.stream.destroyed).toBe(true)
  })
})

describe('sizeOfFolder', () => {
  it('counts what lies in it and in its folders, and follows no link', async () => {
    const folder = await media.newFolder()
    await mkdir(path.join(folder, 'deep'))
    await writeFile(path.join(folder, 'a'), Buffer.alloc(2 ** 20))
    await writeFile(path.join(folder, 'deep', 'b'), Buffer.alloc(2 ** 19))
    await symlink(mediaFolder, path.join(folder, 'link'))
    expect(sizeOfFolder(folder)).toEqual({ files: 4, megabytes: 1.5 })
  })

  it('is nothing where there is no folder', () => {
    expect(sizeOfFolder('/nonexistent')).toEqual({ files: 0, megabytes: 0 })
  })
})

describe('processGroup', () => {
  it('counts the processes of a group and what they hold', async () => {
    const leader = spawn('/bin/sh', ['-c', 'sleep 60 & sleep 60 & wait'], { detached: true, stdio: 'ignore' })
    try {
      await expect.poll(() => processGroup(leader.pid!)?.processes).toBe(3)
      const { megabytes } = processGroup(leader.pid!)!
      expect(megabytes).toBeGreaterThan(0.5)
      expect(megabytes).toBeLessThan(100)
    } finally {
      process.kill(-leader.pid!, 'SIGKILL')
    }
    await expect.poll(() => processGroup(leader.pid!)?.processes).toBe(0)
  })
})
