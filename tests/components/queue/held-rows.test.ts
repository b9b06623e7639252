import { expect, it } from 'vitest'
import { holdRows } from '@/components/queue/held-rows'

const row = (number: number, state = 'waiting') => ({ number, state })

it('keeps every row in its place and shows what is new about it', () => {
  const held = holdRows([row(3), row(2), row(1)], [row(3), row(2, 'claimed'), row(1)])
  expect(held.rows.map(({ row: { number, state }, gone }) => [number, state, gone])).toEqual([
    [3, 'waiting', false],
    [2, 'claimed', false],
    [1, 'waiting', false],
  ])
  expect(held.waiting).toBe(0)
})

it('counts rows that came in, and does not show them', () => {
  const held = holdRows([row(2), row(1)], [row(4), row(3), row(2), row(1)])
  expect(held.rows.map(({ row: { number } }) => number)).toEqual([2, 1])
  expect(held.waiting).toBe(2)
})

it('keeps a row that no longer belongs to the list, marked', () => {
  const held = holdRows([row(2), row(1)], [row(1)])
  expect(held.rows.map(({ row: { number }, gone }) => [number, gone])).toEqual([
    [2, true],
    [1, false],
  ])
})
