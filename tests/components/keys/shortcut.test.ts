import { describe, expect, it } from 'vitest'
import { isShortcut, type PressedKey, spellings, takesEnter, takesText } from '@/components/keys/shortcut'

const j: PressedKey = {
  key: 'j',
  code: 'KeyJ',
  shiftKey: false,
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
    [{ tagName: 'INPUT', type: 'datetime-local' }],
    [{ tagName: 'INPUT' }],
    [{ tagName: 'TEXTAREA' }],
    [{ tagName: 'SELECT' }],
    [{ tagName: 'DIV', isContentEditable: true }],
    [{ tagName: 'DIV', role: 'combobox' }],
  ])('rests in %o', (element) => expect(takesText(element)).toBe(true))
  it.each([
    [{ tagName: 'INPUT', type: 'radio' }],
    [{ tagName: 'INPUT', type: 'range' }],
    [{ tagName: 'BUTTON' }],
    [null],
  ])('works on %o', (element) => expect(takesText(element)).toBe(false))
})

describe('takesEnter', () => {
  it.each([
    [{ tagName: 'A' }],
    [{ tagName: 'BUTTON', type: 'submit' }],
    [{ tagName: 'SUMMARY' }],
    [{ tagName: 'INPUT', type: 'text' }],
    [{ tagName: 'DIV', role: 'menuitem' }],
  ])('leaves Enter to %o', (element) => expect(takesEnter(element)).toBe(true))
  it.each([[null], [{ tagName: 'BODY' }], [{ tagName: 'SECTION' }], [{ tagName: 'INPUT', type: 'radio' }]])(
    'has none on %o',
    (element) => expect(takesEnter(element)).toBe(false),
  )
})

describe('spellings', () => {
  const of = (key: string, code: string, shiftKey = false) => spellings({ key, code, shiftKey })
  it('does not mind Caps Lock', () => {
    expect(of('J', 'KeyJ')).toEqual(['j'])
    expect(of('j', 'KeyJ', true)).toEqual(['J'])
  })
  it('says Shift before a key that has a name', () => {
    expect(of('Enter', 'Enter', true)).toEqual(['Shift+Enter'])
    expect(of('Enter', 'Enter')).toEqual(['Enter'])
  })
  it('takes the sign of a Latin keyboard as it is, wherever it lies', () => expect(of('z', 'KeyY')).toEqual(['z']))
  it('knows other alphabets by the place of the key', () => expect(of('о', 'KeyJ')).toEqual(['о', 'j']))
  it('knows digits that need Shift elsewhere', () => {
    expect(of('&', 'Digit1')).toEqual(['&', '1'])
    expect(of('1', 'Digit1', true)).toEqual(['1'])
  })
  it('takes a sign that needs Shift as the sign', () => expect(of('?', 'Slash', true)).toEqual(['?']))
})
