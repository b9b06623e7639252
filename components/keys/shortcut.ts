/** The part of a keyboard event that says whether it is a shortcut, and which. */
export interface PressedKey {
  key: string
  /** Where the key lies, as `KeyJ`; empty where nobody knows. */
  code: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  isComposing: boolean
  defaultPrevented: boolean
  repeat: boolean
}

/** The part of the element with the focus that says what it does with keys itself. */
export interface FocusedElement {
  tagName: string
  type?: string
  role?: string | null
  isContentEditable?: boolean
}

const notText = new Set(['radio', 'checkbox', 'range', 'button', 'submit', 'reset', 'image', 'color'])
const textRoles = new Set(['textbox', 'searchbox', 'combobox', 'spinbutton'])
const pressedRoles = new Set(['button', 'link', 'tab', 'switch', 'option', 'menuitem', 'treeitem', 'gridcell'])

/** Whether something with the focus takes what is typed: a text field, a list, anything editable. */
export function takesText(element: FocusedElement | null): boolean {
  if (!element) return false
  if (element.isContentEditable || textRoles.has(element.role ?? '')) return true
  if (element.tagName === 'INPUT') return !notText.has(element.type ?? 'text')
  return element.tagName === 'TEXTAREA' || element.tagName === 'SELECT' || element.tagName === 'IFRAME'
}

/** Whether Enter already means something where the focus is: it presses buttons, follows links, opens a summary. */
export function takesEnter(element: FocusedElement | null): boolean {
  if (!element) return false
  if (['A', 'AREA', 'BUTTON', 'SUMMARY', 'AUDIO', 'VIDEO'].includes(element.tagName)) return true
  if (element.tagName === 'INPUT') return !['radio', 'checkbox', 'range'].includes(element.type ?? 'text')
  return pressedRoles.has(element.role ?? '')
}

/** Whether a press counts as a single-key shortcut: no modifier, not held down, not already used by a control. */
export function isShortcut(pressed: PressedKey): boolean {
  const modified = pressed.ctrlKey || pressed.metaKey || pressed.altKey
  return !modified && !pressed.isComposing && !pressed.defaultPrevented && !pressed.repeat
}

/**
 * What was pressed as the registry spells it, the likeliest first: the sign itself, whatever Caps Lock says; then, for
 * keyboards whose letters and digits are others, what lies at its place on a Latin one.
 */
export function spellings({ key, code, shiftKey }: Pick<PressedKey, 'key' | 'code' | 'shiftKey'>): string[] {
  if (key.length > 1 && !/^.$/u.test(key)) return [shiftKey ? `Shift+${key}` : key]
  const sign = shiftKey ? key.toUpperCase() : key.toLowerCase()
  const place = /^(?:Key([A-Z])|Digit([1-9]))$/.exec(code)
  const there = place?.[1]?.toLowerCase() ?? place?.[2]
  const isLatin = /^[a-z]$/i.test(key)
  return there === undefined || shiftKey || isLatin ? [sign] : [sign, there]
}
