import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { browserChoice } from '@/components/shell/browser-choice'
import { keptInMemory } from '../../support/kept-in-memory'

let kept: Map<string, string>

beforeEach(() => {
  kept = new Map()
  vi.stubGlobal('window', { localStorage: keptInMemory(kept) })
})
afterEach(() => vi.unstubAllGlobals())

test('what was chosen is kept under its name, and told to whoever follows until they leave', () => {
  const choice = browserChoice('words')
  const told = vi.fn()
  const leave = choice.follow(told)
  expect(choice.read()).toBeNull()
  choice.keep('folded')
  expect(choice.read()).toBe('folded')
  expect(kept).toEqual(new Map([['words', 'folded']]))
  expect(browserChoice('others').read()).toBeNull()
  leave()
  choice.keep('unfolded')
  expect(told).toHaveBeenCalledTimes(1)
})

test('a browser that keeps nothing is as one where nothing was chosen, and nothing breaks', () => {
  vi.stubGlobal('window', {
    get localStorage() {
      throw new DOMException('denied', 'SecurityError')
    },
  })
  const choice = browserChoice('words')
  const told = vi.fn()
  choice.follow(told)
  choice.keep('folded')
  expect(choice.read()).toBeNull()
  expect(told).toHaveBeenCalledTimes(1)
})
