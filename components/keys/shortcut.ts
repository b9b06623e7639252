/** The part of a keyboard event that says whether it is a shortcut. */
export interface PressedKey {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  isComposing: boolean
  defaultPrevented: boolean
  repeat: boolean
}

const textInputs = new Set(['text', 'search', 'email', 'url', 'tel', 'password', 'number', 'date', 'time', 'file'])

/** Whether something with the focus takes what is typed: a text field, a list, anything editable. */
export function takesText(element: { tagName: string; type?: string; isContentEditable?: boolean } | null): boolean {
  if (!element) return false
  if (element.isContentEditable) return true
  if (element.tagName === 'INPUT') return textInputs.has(element.type ?? 'text')
  return element.tagName === 'TEXTAREA' || element.tagName === 'SELECT'
}

/** Whether a press counts as a single-key shortcut: no modifier, not held down, not already used by a control. */
export function isShortcut(pressed: PressedKey): boolean {
  const modified = pressed.ctrlKey || pressed.metaKey || pressed.altKey
  return !modified && !pressed.isComposing && !pressed.defaultPrevented && !pressed.repeat
}
