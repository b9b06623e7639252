import { expect, test } from 'vitest'
import { turnOf } from '@/components/wellbeing/only-window'

/** Node has the browser's own locks. */
const locks = () => navigator.locks
const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

test('of two windows one has the turn, until it gives it up', async () => {
  const [one, other] = [turnOf('turn', locks()), turnOf('turn', locks())]
  expect(one.has()).toBe(false)
  await settled()
  expect(one.has()).toBe(true)
  other.has()
  await settled()
  expect(other.has()).toBe(false)
  one.giveUp()
  await settled()
  other.has()
  await settled()
  expect(other.has()).toBe(true)
  other.giveUp()
})

test('without locks every window has it', () => {
  expect(turnOf('turn', undefined).has()).toBe(true)
})
