import { afterEach, describe, expect, it, vi } from 'vitest'
import { act, actionFor, type Bindings, bind, boundChanges, boundNow, onBound } from '@/components/keys/dispatch'
import type { PressedKey } from '@/components/keys/shortcut'
import { keyActions, keyNames } from '@/lib/desk/key-actions'
import { isFixed, keyFaults, keyMapOf, takenBy } from '@/lib/desk/key-rules'

const undone: (() => void)[] = []
const put = (bindings: Bindings, own: Record<string, string> = {}) => {
  const held = { current: { bindings, map: keyMapOf(own) } }
  const unbind = bind(held)
  undone.push(unbind)
  return { held, unbind }
}
afterEach(() => {
  for (const unbind of undone.splice(0)) unbind()
})

const press = (key: string, change: Partial<PressedKey> = {}): PressedKey => ({
  key,
  code: '',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  defaultPrevented: false,
  repeat: false,
  ...change,
})
const body = { tagName: 'BODY' }

describe('a key', () => {
  it('does what was bound last, and what was there before once that is gone', () => {
    const [page, viewer] = [vi.fn(), vi.fn()]
    put({ next: page })
    const { unbind } = put({ next: viewer })
    actionFor(press('j'), body)?.()
    expect([page.mock.calls.length, viewer.mock.calls.length]).toEqual([0, 1])
    unbind()
    actionFor(press('j'), body)?.()
    expect(page).toHaveBeenCalledOnce()
  })

  it('does nothing where nothing is bound to it, or undefined is', () => {
    put({ pin: undefined, next: vi.fn() })
    expect(actionFor(press('p'), body)).toBeNull()
    expect(actionFor(press('z'), body)).toBeNull()
  })

  it('passes over a binding that is undefined to the one beneath', () => {
    const beneath = vi.fn()
    put({ undo: beneath })
    put({ undo: undefined })
    actionFor(press('u'), body)?.()
    expect(beneath).toHaveBeenCalledOnce()
  })

  it('can be any free letter for any action that may be changed, and its usual one once that is given away', () => {
    const usual = keyMapOf({})
    for (const name of keyNames.filter((one) => !isFixed(one))) {
      for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
        const owner = takenBy(usual, name, letter)
        // Nothing is left without a key: what had the letter changes places with it.
        const own = owner ? { [name]: letter, [owner]: keyActions[name].key } : { [name]: letter }
        expect([name, letter, keyFaults(keyMapOf(own))]).toEqual([name, letter, {}])
        const [wanted, other] = [vi.fn(), vi.fn()]
        const { unbind } = put({ ...(owner && { [owner]: other }), [name]: wanted }, own)
        actionFor(press(letter), body)?.()
        expect([name, letter, wanted.mock.calls.length, other.mock.calls.length]).toEqual([name, letter, 1, 0])
        unbind()
      }
    }
  })

  it('rests in fields, with modifiers, while held down and where a control has used it', () => {
    put({ next: vi.fn() })
    expect(actionFor(press('j'), { tagName: 'TEXTAREA' })).toBeNull()
    for (const flag of ['ctrlKey', 'metaKey', 'altKey', 'repeat', 'isComposing', 'defaultPrevented'] as const) {
      expect(actionFor(press('j', { [flag]: true }), body)).toBeNull()
    }
    expect(actionFor(press('j', { shiftKey: true }), body)).toBeNull()
  })

  it('is the person’s own', () => {
    const next = vi.fn()
    put({ next, undo: vi.fn() }, { next: 'w' })
    expect(actionFor(press('j'), body)).toBeNull()
    expect(actionFor(press('w'), body)).toBe(next)
  })
})

describe('Enter', () => {
  it('submits, with Shift goes on, and is left to what it presses', () => {
    const [submit, submitNext] = [vi.fn(), vi.fn()]
    put({ submit, submitNext })
    expect(actionFor(press('Enter'), body)).toBe(submit)
    expect(actionFor(press('Enter', { shiftKey: true }), body)).toBe(submitNext)
    expect(actionFor(press('Enter'), { tagName: 'INPUT', type: 'radio' })).toBe(submit)
    for (const tagName of ['A', 'BUTTON', 'SUMMARY']) {
      expect(actionFor(press('Enter'), { tagName })).toBeNull()
      expect(actionFor(press('Enter', { shiftKey: true }), { tagName })).toBeNull()
    }
  })
})

it('tells what is bound, and does it without its key', () => {
  const skip = vi.fn()
  put({ skip, pin: undefined })
  expect([...boundNow()]).toEqual(['skip'])
  expect(act('skip')).toBe(true)
  expect(skip).toHaveBeenCalledOnce()
  expect(act('pin')).toBe(false)
})

it('tells whoever shows the list that a page came or went', () => {
  const told = vi.fn()
  const end = onBound(told)
  const before = boundChanges()
  put({ skip: vi.fn() }).unbind()
  expect([told.mock.calls.length, boundChanges() - before]).toEqual([2, 2])
  end()
  put({ skip: vi.fn() })
  expect(told).toHaveBeenCalledTimes(2)
})
