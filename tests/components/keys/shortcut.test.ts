import { describe, expect, it } from 'vitest'
import { isShortcut, type PressedKey, takesText } from '@/components/keys/shortcut'

const j: PressedKey = {
  key: 'j',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  defaultPrevented: false,
  repeat: false,
}

describe('isShortcut', () => {
  it('is a key on its own', () => expect(isShortcut(j)).toBe(true))
  it.each(['ctrlKey', 'metaKey', 'altKey', 'isComposing', 'defaultPrevented', 'repeat'] as const)(
    'is none with %s',
    (flag) => expect(isShortcut({ ...j, [flag]: true })).toBe(false),
  )
})

describe('takesText', () => {
  it.each([
    [{ tagName: 'INPUT', type: 'search' }],
    [{ tagName: 'INPUT' }],
    [{ tagName: 'TEXTAREA' }],
    [{ tagName: 'SELECT' }],
    [{ tagName: 'DIV', isContentEditable: true }],
  ])('rests in %o', (element) => expect(takesText(element)).toBe(true))
  it.each([
    [{ tagName: 'INPUT', type: 'radio' }],
    [{ tagName: 'INPUT', type: 'range' }],
    [{ tagName: 'BUTTON' }],
    [null],
  ])('works on %o', (element) => expect(takesText(element)).toBe(false))
})
