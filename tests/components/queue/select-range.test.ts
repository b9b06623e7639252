import { expect, it } from 'vitest'
import { nothingChosen, type Selection, toggleAll, toggleChosen } from '@/components/queue/select-range'

const ids = ['a', 'b', 'c', 'd', 'e']
const of = (...chosen: string[]): Selection => ({ chosen: new Set(chosen), last: chosen.at(-1) ?? null })
const listed = ({ chosen }: Selection) => [...chosen].toSorted()

it('chooses one, and leaves it out again', () => {
  const once = toggleChosen(ids, nothingChosen, 'b', false)
  expect(listed(once)).toEqual(['b'])
  expect(listed(toggleChosen(ids, once, 'b', false))).toEqual([])
  expect(listed(nothingChosen)).toEqual([])
})

it('chooses from the last one to this one, either way', () => {
  expect(listed(toggleChosen(ids, of('b'), 'd', true))).toEqual(['b', 'c', 'd'])
  expect(listed(toggleChosen(ids, of('d'), 'a', true))).toEqual(['a', 'b', 'c', 'd'])
})

it('leaves out a span where the last one was left out', () => {
  const without = toggleChosen(ids, of(...ids), 'b', false)
  expect(listed(toggleChosen(ids, without, 'd', true))).toEqual(['a', 'e'])
})

it('takes a span without a beginning, or from a row that is gone, as one', () => {
  expect(listed(toggleChosen(ids, nothingChosen, 'c', true))).toEqual(['c'])
  expect(listed(toggleChosen(ids, { chosen: new Set(), last: 'gone' }, 'c', true))).toEqual(['c'])
})

it('chooses all, and then none', () => {
  const all = toggleAll(ids, of('a'))
  expect(listed(all)).toEqual(ids)
  expect(listed(toggleAll(ids, all))).toEqual([])
})
