import { type KeyAction, keyActions, keyNames } from './key-actions'

/** The key of every action; empty where somebody's own key has taken it. */
export type KeyMap = Record<KeyAction, string>

/** Own keys as they are kept: action to key, only where it is not the usual one. */
export type OwnKeys = Partial<Record<KeyAction, string>>

/** Keys that belong to browsers, to lists and to the image viewer, which listens for them while it has the focus. */
const reserved = new Set(['+', '-', '0'])

/** Whether people may choose another key for the action. */
export function isFixed(action: KeyAction): boolean {
  return 'fixed' in keyActions[action]
}

/** Why a key cannot be anybody's choice, as a sentence; null where it can. Taken keys are `takenBy`'s matter. */
export function whyNotKey(key: string): string | null {
  if ([...key].length !== 1 || /[\s\p{C}]/u.test(key)) {
    return 'Choose a letter or a sign. Space, Enter, Tab, the arrows and keys such as F1 belong to the browser.'
  }
  if (/\p{Lu}/u.test(key)) return 'Choose a key without Shift.'
  if (/[1-9]/.test(key)) return 'The digits are printed on the choices. Choose another key.'
  if (reserved.has(key)) return `The image viewer uses “${key}”. Choose another key.`
  return null
}

/** Another action that has the key in the map; null where it is free. */
export function takenBy(map: KeyMap, action: KeyAction, key: string): KeyAction | null {
  return keyNames.find((other) => other !== action && map[other] === key) ?? null
}

/** The keys that count: the usual ones under somebody's own. What is unknown, fixed or impossible is passed over. */
export function keyMapOf(own: Record<string, string>): KeyMap {
  const map = Object.fromEntries(keyNames.map((name) => [name, keyActions[name].key])) as KeyMap
  const chosen = keyNames.filter((name) => {
    const key = own[name]
    return key !== undefined && !isFixed(name) && whyNotKey(key) === null
  })
  for (const name of chosen) map[name] = own[name] ?? ''
  // A usual key that somebody has given away does nothing, rather than two things.
  for (const name of keyNames) {
    const other = map[name] === '' ? null : takenBy(map, name, map[name])
    if (other && chosen.includes(other) && !chosen.includes(name)) map[name] = ''
  }
  return map
}

/** What of a map has to be kept: the keys that differ from the usual ones. */
export function ownKeysOf(map: KeyMap): OwnKeys {
  return Object.fromEntries(
    keyNames.filter((name) => map[name] !== keyActions[name].key).map((name) => [name, map[name]]),
  )
}

/** Everything that is wrong with a choice of keys, a sentence for each action. */
export function keyFaults(map: KeyMap): Partial<Record<KeyAction, string>> {
  const faults: Partial<Record<KeyAction, string>> = {}
  for (const name of keyNames) {
    if (isFixed(name)) continue
    const key = map[name]
    const why = key === '' ? 'Choose a key.' : whyNotKey(key)
    const other = why ? null : takenBy(map, name, key)
    if (why) faults[name] = why
    else if (other) faults[name] = `“${key}” is already the key for “${keyActions[other].does}”. One key has one use.`
  }
  return faults
}
