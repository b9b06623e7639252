import { expect, it } from 'vitest'
import { holdRows, type Listed } from '@/components/queue/held-rows'

interface Row {
  number: number
  state: string
  queuedAt: Date
}

const minute = (minutes: number) => new Date(Date.UTC(2026, 10, 23, 8, minutes))
/** A case that was handed in as many minutes after eight as its number says. */
const row = (number: number, state = 'waiting'): Row => ({ number, state, queuedAt: minute(number) })
const rowsOf = (numbers: number[]) => numbers.map((number) => row(number))

/** A whole part of the queue at ten past eight. */
const whole = (numbers: number[]): Listed<Row> => ({
  rows: rowsOf(numbers),
  more: false,
  total: numbers.length,
  at: minute(10),
})
/** The first rows of a part that has more, of so many in all. */
const full = (numbers: number[], total: number | null = 4): Listed<Row> => ({ ...whole(numbers), more: true, total })

const shownIn = ({ rows }: ReturnType<typeof holdRows<Row>>) => rows.map(({ row: { number }, gone }) => [number, gone])

it('keeps every row in its place and shows what is new about it', () => {
  const fresh = { ...whole([3, 2, 1]), rows: [row(3), row(2, 'claimed'), row(1)] }
  const held = holdRows(whole([3, 2, 1]), fresh)
  expect(held.rows.map(({ row: { number, state }, gone }) => [number, state, gone])).toEqual([
    [3, 'waiting', false],
    [2, 'claimed', false],
    [1, 'waiting', false],
  ])
  expect(held).toMatchObject({ waiting: 0, elsewhere: 0 })
})

it('counts rows that came in, and does not show them', () => {
  const held = holdRows(whole([2, 1]), whole([4, 3, 2, 1]))
  expect(shownIn(held)).toEqual([
    [2, false],
    [1, false],
  ])
  expect(held).toMatchObject({ waiting: 2, elsewhere: 0 })
})

it('counts what came to a part that fits on the page, however long ago it was handed in', () => {
  expect(holdRows(whole([2, 3]), whole([1, 2, 3])).waiting).toBe(1)
})

it('keeps a row that no longer belongs to the list, marked', () => {
  expect(shownIn(holdRows(whole([2, 1]), whole([1])))).toEqual([
    [2, true],
    [1, false],
  ])
})

it('newest first, a new one pushes the last off a full page: it is not gone', () => {
  const held = holdRows(full([4, 3, 2]), full([11, 4, 3], 5))
  expect(shownIn(held)).toEqual([
    [4, false],
    [3, false],
    [2, false],
  ])
  expect(held).toMatchObject({ waiting: 1, elsewhere: 0 })
})

it('one that was on its way into the queue when a full page was read is new, not moved up', () => {
  const late = { ...row(9), queuedAt: new Date(minute(10).getTime() - 1000) }
  const fresh = { ...full([4, 3], 5), rows: [late, row(4), row(3)] }
  expect(holdRows(full([4, 3, 2]), fresh)).toMatchObject({ waiting: 1, elsewhere: 0 })
})

it('newest first, one leaves a full page and one comes to it: which of them is gone is told', () => {
  const held = holdRows(full([4, 3, 2]), full([11, 4, 2]))
  expect(shownIn(held)).toEqual([
    [4, false],
    [3, true],
    [2, false],
  ])
  expect(held).toMatchObject({ waiting: 1, elsewhere: 0 })
})

it('in the queue’s order, an old one moves up to a full page where one left: it is not new', () => {
  const held = holdRows(full([1, 2, 3]), full([1, 3, 4], 3))
  expect(shownIn(held)).toEqual([
    [1, false],
    [2, true],
    [3, false],
  ])
  expect(held).toMatchObject({ waiting: 0, elsewhere: 0 })
})

it('the last of a full page is gone where an old one stands in its place', () => {
  expect(shownIn(holdRows(full([1, 2, 3]), full([1, 2, 4], 5)))).toEqual([
    [1, false],
    [2, false],
    [3, true],
  ])
})

it('an old one that rose to the top pushes the last off a full page: neither is that gone nor is it new', () => {
  const held = holdRows(full([1, 2, 3]), full([4, 1, 2]))
  expect(shownIn(held)).toEqual([
    [1, false],
    [2, false],
    [3, false],
  ])
  expect(held).toMatchObject({ waiting: 0, elsewhere: 0 })
})

it('in the queue’s order, what comes in behind a full page is told by the count', () => {
  expect(holdRows(full([1, 2, 3]), full([1, 2, 3], 6))).toMatchObject({ waiting: 0, elsewhere: 2 })
  // One on the page, one behind it.
  expect(holdRows(full([1, 2, 3]), full([11, 1, 2], 6))).toMatchObject({ waiting: 1, elsewhere: 1 })
  // One was decided, which the count has lost.
  expect(holdRows(full([1, 2, 3]), full([1, 3, 4], 4))).toMatchObject({ waiting: 0, elsewhere: 1 })
})

it('a part that outgrows its page while it is held', () => {
  const held = holdRows(whole([1, 2, 3]), full([11, 1, 2], 5))
  expect(shownIn(held).map(([, gone]) => gone)).toEqual([false, false, false])
  expect(held).toMatchObject({ waiting: 1, elsewhere: 1 })
})

it('all of a full page decided at once are gone, and those that moved up are not new', () => {
  const held = holdRows(full([1, 2, 3], 6), full([4, 5, 6], 3))
  expect(shownIn(held).map(([, gone]) => gone)).toEqual([true, true, true])
  expect(held).toMatchObject({ waiting: 0, elsewhere: 0 })
})

it('all of a full page pushed off by new ones are not gone', () => {
  const held = holdRows(full([3, 2, 1]), full([13, 12, 11], 7))
  expect(shownIn(held).map(([, gone]) => gone)).toEqual([false, false, false])
  expect(held).toMatchObject({ waiting: 3, elsewhere: 0 })
})

it('says nothing of others where nobody counts them', () => {
  expect(holdRows(full([1, 2, 3], null), full([1, 3, 4], null)).elsewhere).toBe(0)
})

it('on a later page, newest first, what comes in stands on the first one', () => {
  // The last page, to which nothing moves up.
  expect(holdRows(full([3, 2, 1], 6), full([3, 2, 1], 8))).toMatchObject({ waiting: 0, elsewhere: 2 })
  expect(shownIn(holdRows(full([3, 2, 1], 6), full([3, 1], 5)))).toEqual([
    [3, false],
    [2, true],
    [1, false],
  ])
})
