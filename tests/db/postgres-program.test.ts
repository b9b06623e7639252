import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { isAlive, isTaken } from '@/lib/db/postgres-program'

test('what runs is alive; what has ended is not, also when nobody has collected it', async () => {
  expect(isAlive(process.pid)).toBe(true)
  // The shell becomes a program that does not know of the child it has.
  const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 10'], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const child = await new Promise<number>((resolve) => parent.stdout.once('data', (said) => resolve(Number(said))))
    expect(isAlive(child)).toBe(true)
    await pause(600)
    expect(isAlive(child)).toBe(false)
    expect(isTaken(child)).toBe(true)
  } finally {
    parent.kill('SIGKILL')
  }
})

test.runIf(process.platform === 'linux')('an id that nobody has is not alive', () => {
  expect(isAlive(2 ** 22 + 1)).toBe(false)
  expect(isTaken(2 ** 22 + 1)).toBe(false)
})
