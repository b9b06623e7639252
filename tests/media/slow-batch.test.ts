import '../support/data-folder'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { keepFile } from '@/lib/media/keep-file'
import { receiveBatch } from '@/lib/media/receive-batch'
import { sweepOrphans } from '@/lib/media/sweep-orphans'
import { dataFolder, mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { png } from '../support/media-bytes'
import { boundary, multipartBody } from '../support/multipart'
import { makeTeam, type TestTeam } from '../support/people'

useTestDatabase()
let team: TestTeam

beforeAll(async () => {
  team = await makeTeam()
})
afterEach(() => vi.useRealTimers())

function age(): void {
  const before = new Date(Date.now() - 2 * 3600 * 1000)
  for (const file of mediaFiles()) fs.utimesSync(path.join(dataFolder, 'media', file), before, before)
}

test('a batch over a slow line may take longer than what nothing owns is left lying', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const part = async (name: string) => ({ name: 'files[]', filename: name, type: 'image/png', body: await png() })
  const first = multipartBody([await part('first.png')]).subarray(0, -(boundary.length + 6))
  const rest = multipartBody([await part('second.png')])
  let goOn = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(first)
      // What closes the first part; the second is long in coming.
      controller.enqueue(rest.subarray(0, boundary.length + 4))
      goOn = () => {
        controller.enqueue(rest.subarray(boundary.length + 4))
        controller.close()
      }
    },
  })
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  const request = new Request('http://localhost/x', { method: 'POST', body, duplex: 'half', headers } as RequestInit)
  const receiving = receiveBatch(request, () => {})
  await vi.waitFor(() => expect(mediaFiles()).toHaveLength(1))
  await pause(100)
  age()
  vi.advanceTimersByTime(3600_000)
  await pause(100)
  expect(await sweepOrphans()).toEqual({ incoming: 0, stored: 0 })
  goOn()
  const { files } = await receiving
  expect(files.map(({ filename }) => filename)).toEqual(['first.png', 'second.png'])
  // Their rows come once all of them are stored; until then they are as new, however old their bytes.
  age()
  for (const file of files) await keepFile(team.teamId, file)
  expect(await sweepOrphans()).toEqual({ incoming: 0, stored: 0 })
  expect(vi.getTimerCount(), 'timers left').toBe(0)
})
